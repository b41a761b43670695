package io.ggen.fetch;

/** Spreads bytes over time: so many a second, with what a quarter of a second allows at once. For one lane. */
final class Throttle {
    private static final long BURST = 250_000_000;

    private final long perSecond;
    private long free = Long.MIN_VALUE;

    /** {@code perSecond} bytes; 0 is no limit. */
    Throttle(long perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes {@code bytes}; how many nanoseconds from {@code now} to wait before they are sent. */
    long take(int bytes, long now) {
        if (perSecond == 0) {
            return 0;
        }
        long start = free == Long.MIN_VALUE ? now - BURST : Math.max(free, now - BURST);
        free = start + (long) (bytes * 1e9 / perSecond);
        return Math.max(0, start - now);
    }

    /** Whether it is as good as new. */
    boolean isIdle(long now) {
        return free == Long.MIN_VALUE || free < now - BURST;
    }
}
