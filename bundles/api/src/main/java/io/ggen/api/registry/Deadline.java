package io.ggen.api.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment by which an answer is wanted, on a clock that never jumps.
 *
 * @param nanos the moment, in nanoseconds of {@code clock}
 * @param clock gives now in nanoseconds, as {@link System#nanoTime()} does
 */
public record Deadline(long nanos, LongSupplier clock) {
    /** {@code duration} from now on the system's clock. */
    public static Deadline in(Duration duration) {
        return in(duration, System::nanoTime);
    }

    /** {@code duration} from now on {@code clock}. */
    public static Deadline in(Duration duration, LongSupplier clock) {
        return new Deadline(clock.getAsLong() + duration.toNanos(), clock);
    }

    /** The time left; zero if the deadline has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - clock.getAsLong()));
    }

    /** Whether the deadline has passed. */
    public boolean passed() {
        return nanos - clock.getAsLong() <= 0;
    }
}
