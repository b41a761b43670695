package io.ggen.sync;

import io.ggen.records.store.SyncItem;

/**
 * A range of items that is yet to be reconciled.
 *
 * @param lower its first bound
 * @param upper the first bound behind it
 * @param depth how often it was split out of a larger one
 * @param differs whether it is known, or to be taken, to differ; else its fingerprint has to be compared first
 */
record Span(SyncItem lower, SyncItem upper, int depth, boolean differs) {
    /** One that is to be taken to differ. */
    Span(SyncItem lower, SyncItem upper, int depth) {
        this(lower, upper, depth, true);
    }

    static Span of(long fromSeconds, long toSeconds) {
        return new Span(Negentropy.bound(fromSeconds), Negentropy.bound(toSeconds), 0);
    }

    boolean isEmpty() {
        return lower.compareTo(upper) >= 0;
    }

    boolean covers(SyncItem from, SyncItem to) {
        return lower.compareTo(from) <= 0 && to.compareTo(upper) <= 0;
    }

    /** What of it lies between two bounds. */
    Span within(SyncItem from, SyncItem to) {
        SyncItem low = lower.compareTo(from) < 0 ? from : lower;
        SyncItem high = upper.compareTo(to) > 0 ? to : upper;
        return new Span(low, high, depth, differs);
    }

    Span deeper() {
        return new Span(lower, upper, depth + 1);
    }

    /** The same, of which nothing is known. */
    Span uncompared() {
        return new Span(lower, upper, depth, false);
    }
}
