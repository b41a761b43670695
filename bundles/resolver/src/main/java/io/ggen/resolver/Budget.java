package io.ggen.resolver;

/** How many steps are left, and whether the thread was asked to stop. */
final class Budget {
    private static final int LOOK_EVERY = 1024;

    private static final int WORDS_A_STEP = 4;

    private final long steps;
    private long left;

    Budget(long steps) {
        this.steps = steps;
        this.left = steps;
    }

    /** What there was at the start. */
    long steps() {
        return steps;
    }

    /** Takes one step; false if there is none left. */
    boolean spend() throws InterruptedException {
        if (left % LOOK_EVERY == 0 || left == steps) {
            stopIfAsked();
        }
        return left > 0 && left-- > 0;
    }

    /** Takes as many steps as the memory that {@code lesson} will keep is worth; what is missing shows at the next step. */
    void spendOn(Incompat lesson) {
        for (long[] set : lesson.sets) {
            left = Math.max(0, left - set.length / WORDS_A_STEP);
        }
    }

    /** Throws if the thread was interrupted. */
    static void stopIfAsked() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
