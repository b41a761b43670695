package io.ggen.resolver;

/** How many steps are left, and whether the thread was asked to stop. */
final class Budget {
    private static final int LOOK_EVERY = 1024;

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

    /** Throws if the thread was interrupted. */
    static void stopIfAsked() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
