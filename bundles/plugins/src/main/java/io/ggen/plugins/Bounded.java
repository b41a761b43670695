package io.ggen.plugins;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has code of strangers run in a thread of its own, and waits for it only so long. */
final class Bounded {
    private final Duration goodbye;

    /** {@code goodbye}: how long is waited for a step that was interrupted. */
    Bounded(Duration goodbye) {
        this.goodbye = goodbye;
    }

    /** Something that may throw anything, or never end. */
    @FunctionalInterface
    interface Step {
        void run() throws Throwable;
    }

    /**
     * How a step ended.
     *
     * @param failure what it threw, or null
     * @param late whether it was not done in time, and was interrupted
     * @param stuck whether it did not heed that either, and still runs
     */
    record End(@Nullable Throwable failure, boolean late, boolean stuck) {
        boolean isGood() {
            return failure == null && !late;
        }
    }

    /** Runs {@code step} for {@code limit} at most. If this thread is interrupted, the step goes on, and so does the interrupt. */
    End run(String name, Duration limit, Step step) {
        Run run = new Run(step);
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.start();
        if (run.isDoneWithin(limit)) {
            return new End(run.failure, false, false);
        }
        thread.interrupt();
        return run.isDoneWithin(goodbye) ? new End(run.failure, true, false) : new End(null, true, true);
    }

    private static final class Run implements Runnable {
        private final CountDownLatch done = new CountDownLatch(1);
        private final Step step;
        private volatile @Nullable Throwable failure;

        Run(Step step) {
            this.step = step;
        }

        @Override
        public void run() {
            try {
                step.run();
            } catch (Throwable e) {
                failure = e;
            } finally {
                done.countDown();
            }
        }

        private boolean isDoneWithin(Duration limit) {
            boolean interrupted = false;
            long until = System.nanoTime() + limit.toNanos();
            try {
                while (true) {
                    try {
                        return done.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
