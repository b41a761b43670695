package io.ggen.fetch;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which leaves are here, which are on their way, and which to ask for next. For one lane. */
final class Work {
    private final int count;
    private final BitSet here;
    /** By how many requests a leaf is on its way. */
    private final byte[] asked;
    /** Here or on its way. */
    private final BitSet taken;

    Work(int count, BitSet here) {
        this.count = count;
        this.here = (BitSet) here.clone();
        this.taken = (BitSet) here.clone();
        this.asked = new byte[count];
    }

    boolean isHere(int leaf) {
        return here.get(leaf);
    }

    boolean isComplete() {
        return here.cardinality() == count;
    }

    /** How many leaves from the first on are here without a gap. */
    int prefix() {
        return here.nextClearBit(0);
    }

    BitSet here() {
        return (BitSet) here.clone();
    }

    /** Whether a leaf has come that was not here. */
    boolean arrived(int leaf) {
        if (here.get(leaf)) {
            return false;
        }
        here.set(leaf);
        taken.set(leaf);
        return true;
    }

    /**
     * At most {@code most} leaves that nobody was asked for, of those in {@code held} (null: all), looked for from
     * {@code from} on and then from the beginning; null if there are none.
     */
    @Nullable
    Span next(@Nullable BitSet held, int most, int from) {
        int first = free(held, from);
        if (first < 0 && from > 0) {
            first = free(held, 0);
        }
        if (first < 0) {
            return null;
        }
        int end = first + 1;
        while (end < count && end - first < most && !taken.get(end) && (held == null || held.get(end))) {
            end++;
        }
        return new Span(first, end - first);
    }

    private int free(@Nullable BitSet held, int from) {
        int leaf = taken.nextClearBit(from);
        while (leaf < count && held != null && !held.get(leaf)) {
            int next = held.nextSetBit(leaf);
            if (next < 0) {
                return -1;
            }
            leaf = taken.nextClearBit(next);
        }
        return leaf < count ? leaf : -1;
    }

    /** The leaves of {@code span} that are missing still and in {@code held}: the first of them without a gap. */
    @Nullable
    Span missing(Span span, @Nullable BitSet held) {
        int first = here.nextClearBit(span.first());
        while (first < span.end() && held != null && !held.get(first)) {
            first = here.nextClearBit(first + 1);
        }
        if (first >= span.end()) {
            return null;
        }
        int end = first + 1;
        while (end < span.end() && !here.get(end) && (held == null || held.get(end))) {
            end++;
        }
        return new Span(first, end - first);
    }

    /** These are asked for, once more. */
    void ask(Span span) {
        for (int leaf = span.first(); leaf < span.end(); leaf++) {
            asked[leaf]++;
            taken.set(leaf);
        }
    }

    /** A request for these is over, or counts no longer: what did not come is to be asked for again. */
    void release(Span span) {
        for (int leaf = span.first(); leaf < span.end(); leaf++) {
            asked[leaf]--;
            if (asked[leaf] == 0 && !here.get(leaf)) {
                taken.clear(leaf);
            }
        }
    }
}
