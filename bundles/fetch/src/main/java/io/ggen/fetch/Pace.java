package io.ggen.fetch;

/** How fast a peer sends while it is asked for something; old times fade. For one lane. */
final class Pace {
    private static final double FADES_AFTER = 2e9;

    private double bytes;
    private double nanos;
    private boolean busy;
    private long since;

    /** From {@code now} on something is asked for, or nothing any more. */
    void busy(boolean isBusy, long now) {
        pass(now);
        busy = isBusy;
        since = now;
    }

    void got(int count, long now) {
        pass(now);
        bytes += count;
    }

    private void pass(long now) {
        if (busy) {
            nanos += now - since;
            since = now;
        }
        if (nanos > FADES_AFTER) {
            bytes /= 2;
            nanos /= 2;
        }
    }

    /** Whether anything came yet. */
    boolean isKnown() {
        return bytes > 0;
    }

    /** Bytes in a second, as of {@code now}; 0 if nothing came yet. */
    double perSecond(long now) {
        double time = nanos + (busy ? now - since : 0);
        return bytes == 0 ? 0 : bytes * 1e9 / Math.max(time, 1e6);
    }
}
