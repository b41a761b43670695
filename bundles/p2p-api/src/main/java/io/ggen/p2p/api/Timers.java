package io.ggen.p2p.api;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Time, and a lane to run in: all tasks of one {@code Timers} run one after another, never two at once, so that what only
 * they touch needs no lock. Real ones have a thread; a simulation's run on virtual time. Safe for use by many threads.
 */
@ConsumerType
public interface Timers extends Executor {
    /** Now, in nanoseconds since some fixed moment; never goes back. Only differences mean something. */
    long now();

    /** Runs {@code task} soon, after those given before. What it throws is logged. */
    @Override
    void execute(Runnable task);

    /** Runs {@code task} once, {@code delay} from now or a little later; at once if the delay is not positive. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that is yet to run. */
    @FunctionalInterface
    interface Timer {
        /** Sees to it that the task does not begin from now on. Calling it again, or too late, does nothing. */
        void cancel();
    }
}
