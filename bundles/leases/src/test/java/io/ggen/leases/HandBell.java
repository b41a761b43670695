package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A bell whose clock only moves when a test says so. */
final class HandBell extends Bell {
    private final Condition someoneListens = lock.newCondition();
    private long now = 1_000;
    private int listening;

    @Override
    long now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void listen(long nanos) throws InterruptedException {
        listening++;
        someoneListens.signalAll();
        try {
            rung.await();
        } finally {
            listening--;
        }
    }

    void advance(Duration time) {
        lock.lock();
        try {
            now += time.toNanos();
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns once {@code count} threads wait for time to pass or for somebody to come or go. */
    void awaitListeners(int count) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (listening != count && left > 0) {
                left = someoneListens.awaitNanos(left);
            }
            assertThat(listening).isEqualTo(count);
        } finally {
            lock.unlock();
        }
    }

    int listening() {
        lock.lock();
        try {
            return listening;
        } finally {
            lock.unlock();
        }
    }
}
