package io.ggen.records.store;

/**
 * The set that two hosts reconcile, as it was at one moment: accepted releases, the current head of each package, revocations
 * and proofs of forks, in order. Immutable; may be used by any thread.
 */
public interface SyncSet {
    /** How many items there are. */
    int size();

    /** The item at {@code index}, from 0, in ascending order. */
    SyncItem item(int index);

    /** How many of all items are less than {@code bound}. Takes logarithmic time. */
    int countBelow(SyncItem bound);

    /**
     * The sum modulo 2^256 of the ids of items {@code from} (inclusive) to {@code to} (exclusive), each taken as a little-endian
     * number, as 32 little-endian bytes. Takes far less time than looking at each of them.
     */
    byte[] sum(int from, int to);
}
