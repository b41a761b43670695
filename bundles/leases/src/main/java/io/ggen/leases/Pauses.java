package io.ggen.leases;

import java.time.Duration;

/** How long calls were held up. Guarded by the bell's lock. */
final class Pauses {
    private long count;
    private long latest;
    private long longest;

    void swapped() {
        count++;
        latest = 0;
    }

    void heldUp(long nanos) {
        latest = Math.max(latest, nanos);
        longest = Math.max(longest, nanos);
    }

    long count() {
        return count;
    }

    Duration latest() {
        return Duration.ofNanos(latest);
    }

    Duration longest() {
        return Duration.ofNanos(longest);
    }
}
