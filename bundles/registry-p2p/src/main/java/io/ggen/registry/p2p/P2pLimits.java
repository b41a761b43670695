package io.ggen.registry.p2p;

import java.time.Duration;

/**
 * What one name may cost, whoever has claimed it.
 *
 * @param publishers how many publishers of one name are answered
 * @param releases how many releases of one name are answered, withheld ones included
 * @param listed how many releases of each publisher of a name go into the search index
 * @param names how many names are looked up at once
 * @param keys of how many publishers of one name head and revocation are looked up
 * @param peers how many peers are asked about one name
 * @param peersAtOnce how many of them at the same time
 * @param forced how many values about a name that was asked for are kept in one lookup although a quota is used up
 * @param grace how long others are waited for once one peer has answered and all values are there
 * @param starting how long a network that has just started may take to find its first peer
 */
record P2pLimits(
        int publishers,
        int releases,
        int listed,
        int names,
        int keys,
        int peers,
        int peersAtOnce,
        int forced,
        Duration grace,
        Duration starting) {
    /** As in the README. */
    static final P2pLimits DEFAULT =
            new P2pLimits(100, 20_000, 100, 16, 8, 8, 4, 64, Duration.ofSeconds(1), Duration.ofSeconds(5));
}
