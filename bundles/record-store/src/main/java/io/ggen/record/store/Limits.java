package io.ggen.record.store;

import java.time.Duration;

/**
 * What the catalogue may grow to, and how fast.
 *
 * @param records how many records, at most
 * @param bytes of all envelopes together, at most
 * @param strangers the part of both that publishers who are not favoured share, in hundredths
 * @param publisher records of one stranger
 * @param peerBurst new records that one peer may bring at once
 * @param peerPerSecond new records that one peer may bring in the long run
 * @param publisherBurst new records that one stranger may sign at once
 * @param publisherPerSecond new records that one stranger may sign in the long run
 * @param buckets peers, and publishers, whose pace is watched one by one
 * @param seen ids remembered of records that are not here
 * @param changes names whose last change is remembered
 */
record Limits(
        int records,
        long bytes,
        int strangers,
        int publisher,
        int peerBurst,
        int peerPerSecond,
        int publisherBurst,
        int publisherPerSecond,
        int buckets,
        int seen,
        int changes) {
    /** How long the id of a record that is not here stays seen. */
    static final Duration SEEN = Duration.ofDays(30);

    /** How long the id of a record whose bringer or signer was too fast stays seen. */
    static final Duration SEEN_IN_HASTE = Duration.ofMinutes(10);

    static final int MOST_PUBLISHERS_TOLD = 1_000;
    static final int MOST_RELEASES_TOLD = 20_000;
    static final int MOST_FORKS_TOLD = 100;

    /** GGEN-WIRE section 8. */
    static final Limits USUAL =
            new Limits(1_000_000, 2L << 30, 25, 20_000, 200_000, 200, 20_000, 10, 10_000, 500_000, 100_000);

    int recordsOf(boolean favoured) {
        return favoured ? records - recordsOf(false) : (int) (records * (long) strangers / 100);
    }

    long bytesOf(boolean favoured) {
        return favoured ? bytes - bytesOf(false) : bytes / 100 * strangers;
    }
}
