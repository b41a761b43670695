package io.ggen.gossipsub;

/**
 * What has happened so far.
 *
 * @param published messages of this host
 * @param accepted messages of others, new and good
 * @param ignored messages with the verdict IGNORE, or none in time
 * @param rejected messages with the verdict REJECT
 * @param forged messages over size or without a good signature
 * @param duplicates copies of messages that were here
 * @param repeats copies that a peer sent twice, or late
 * @param foreign messages of topics that this host is not in, or its own
 * @param unchecked messages of authors whose kind of key this host cannot check
 * @param overloaded messages dropped because too many waited for a verdict
 * @param forwarded messages passed on, counted for each peer
 * @param dropped RPCs for which a peer's queue had no room
 * @param malformed RPCs that could not be read
 * @param complaints misbehaviour of peers
 * @param asked messages asked for with IWANT
 * @param served messages given to those who asked
 * @param unwanted ids sent with IDONTWANT
 */
public record GossipCounts(
        long published,
        long accepted,
        long ignored,
        long rejected,
        long forged,
        long duplicates,
        long repeats,
        long foreign,
        long unchecked,
        long overloaded,
        long forwarded,
        long dropped,
        long malformed,
        long complaints,
        long asked,
        long served,
        long unwanted) {}
