package io.ggen.kademlia;

import java.time.Duration;

/**
 * How long to wait for an answer, learnt from how long answers take (as RFC 6298 does for TCP): a while after which somebody
 * else is asked as well, and a longer one after which nothing is expected any more.
 */
final class Patience {
    private static final long LEAST_HEDGE = 50_000_000L;
    private static final long MOST_HEDGE = 2_000_000_000L;
    private static final long FIRST_HEDGE = 500_000_000L;
    private static final long LEAST_LIMIT = 1_000_000_000L;
    private static final long MOST_LIMIT = 5_000_000_000L;

    private double mean = -1;
    private double deviation;

    /** An answer took {@code nanos}. */
    void took(long nanos) {
        if (mean < 0) {
            mean = nanos;
            deviation = nanos / 2.0;
        } else {
            deviation += (Math.abs(nanos - mean) - deviation) / 4;
            mean += (nanos - mean) / 8;
        }
    }

    private long hedgeNanos() {
        return mean < 0 ? FIRST_HEDGE : clamp((long) (mean + 4 * deviation), LEAST_HEDGE, MOST_HEDGE);
    }

    /** When to ask somebody else as well. */
    Duration hedge() {
        return Duration.ofNanos(hedgeNanos());
    }

    /** When to give up. */
    Duration limit() {
        return Duration.ofNanos(clamp(4 * hedgeNanos(), LEAST_LIMIT, MOST_LIMIT));
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
