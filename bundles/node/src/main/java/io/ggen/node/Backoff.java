package io.ggen.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after so many failures: twice as long each time, up to a bound, and by chance up to half as long. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final long first;
    private final long longest;
    private final RandomGenerator random;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first.toNanos();
        this.longest = longest.toNanos();
        this.random = random;
    }

    /** The wait after failure number {@code failures}, from 1 on. */
    Duration after(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS);
        long whole = Math.min(longest, first << doublings);
        return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
