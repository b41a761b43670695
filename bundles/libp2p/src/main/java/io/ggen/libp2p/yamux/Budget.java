package io.ggen.libp2p.yamux;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A number of bytes that many may take from, and that may be part of a greater one. Safe for use by many threads. */
public final class Budget {
    private final long most;
    private final @Nullable Budget whole;
    private final AtomicLong taken = new AtomicLong();

    /** At most {@code most} bytes, which count in {@code whole} as well, if there is one. */
    public Budget(long most, @Nullable Budget whole) {
        this.most = most;
        this.whole = whole;
    }

    /** Takes {@code count} bytes; false, and nothing taken, if there are not as many left. */
    public boolean take(long count) {
        if (taken.addAndGet(count) > most || whole != null && !whole.take(count)) {
            taken.addAndGet(-count);
            return false;
        }
        return true;
    }

    /** Gives back what was taken. */
    public void give(long count) {
        taken.addAndGet(-count);
        if (whole != null) {
            whole.give(count);
        }
    }

    /** How many bytes are taken now. */
    public long taken() {
        return taken.get();
    }
}
