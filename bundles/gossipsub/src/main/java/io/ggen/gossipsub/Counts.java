package io.ggen.gossipsub;

/** What has happened so far. For one lane. */
final class Counts {
    long published;
    long accepted;
    long ignored;
    long rejected;
    long forged;
    long duplicates;
    long repeats;
    long foreign;
    long unchecked;
    long overloaded;
    long forwarded;
    long dropped;
    long malformed;
    long complaints;
    long asked;
    long served;
    long unwantedSent;

    GossipCounts snapshot() {
        return new GossipCounts(
                published,
                accepted,
                ignored,
                rejected,
                forged,
                duplicates,
                repeats,
                foreign,
                unchecked,
                overloaded,
                forwarded,
                dropped,
                malformed,
                complaints,
                asked,
                served,
                unwantedSent);
    }
}
