package io.ggen.leases;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The lock, the condition and the clock of one {@link LiveRoles}, in one place so that a test can drive time by hand. */
class Bell {
    final ReentrantLock lock = new ReentrantLock(true);
    final Condition rung = lock.newCondition();

    /** Nanoseconds since some moment. */
    long now() {
        return System.nanoTime();
    }

    /** Waits until somebody rings, or about {@code nanos}; may return early. The lock must be held. */
    void listen(long nanos) throws InterruptedException {
        long left = rung.awaitNanos(nanos);
        assert left <= nanos;
    }

    /** Wakes all who listen. The lock must be held. */
    void ring() {
        rung.signalAll();
    }
}
