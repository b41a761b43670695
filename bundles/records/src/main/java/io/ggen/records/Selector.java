package io.ggen.records;

import java.util.List;

/** Which of several valid records under one key wins: pure, and the same on every peer in whatever order they come. */
public final class Selector {
    private Selector() {}

    /** How a head stands to the highest one seen before. */
    public enum Step {
        /** A higher seq: it takes over. */
        NEWER,
        /** The same record. */
        SAME,
        /** A lower seq: to be ignored, unless it and the other are proof of another {@link Fork}. */
        OLDER,
        /** The same seq with another payload: both are proof ({@link Fork}), and the publisher is warned about until a higher seq. */
        FORK
    }

    /** How {@code head} stands to {@code seen}, a head of the same package and publisher. */
    public static Step step(Signed<HeadRecord> head, Signed<HeadRecord> seen) {
        checkSameKey(head, seen);
        if (head.id().equals(seen.id())) {
            return Step.SAME;
        }
        int order = Long.compare(head.payload().seq(), seen.payload().seq());
        return order > 0 ? Step.NEWER : order < 0 ? Step.OLDER : Step.FORK;
    }

    /**
     * Negative if {@code a} wins against {@code b}, positive if it loses, 0 if they are one record: of heads the higher seq
     * wins, then the lower record id; of releases and of revocations the lower record id. Both must belong under one key.
     */
    public static int compare(Signed<?> a, Signed<?> b) {
        checkSameKey(a, b);
        if (a.payload() instanceof HeadRecord one && b.payload() instanceof HeadRecord other) {
            int order = Long.compare(other.seq(), one.seq());
            if (order != 0) {
                return order;
            }
        }
        return a.id().compareTo(b.id());
    }

    /** The place of the winner among {@code values}, of which there is at least one; the first of several equal ones. */
    public static int select(List<? extends Signed<?>> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to select from");
        }
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            if (compare(values.get(i), values.get(best)) < 0) {
                best = i;
            }
        }
        return best;
    }

    private static void checkSameKey(Signed<?> a, Signed<?> b) {
        if (!a.payload().valueKey().equals(b.payload().valueKey())) {
            throw new IllegalArgumentException("Records of two keys cannot be compared: "
                    + a.payload().valueKey() + " and " + b.payload().valueKey());
        }
    }
}
