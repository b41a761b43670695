package io.ggen.p2p.memory;

import io.ggen.p2p.api.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Time that passes only when it is told to, and jumps from one event to the next. Events of one moment happen in the order
 * they were made. For one thread: whoever drives it; what a task throws comes out where time was driven.
 */
public final class VirtualTime implements Timers {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final int FEW = 1024;

    /** A heap with four children to a node; moments and orders apart, since looking into events costs cache misses. */
    private Event[] heap = new Event[FEW];

    private long[] moments = new long[FEW];
    private long[] orders = new long[FEW];
    private int size;
    private long now;
    private long made;
    private long happened;
    private int sweepAt = FEW;

    /** Starts at zero. */
    public VirtualTime() {}

    @Override
    public long now() {
        return now;
    }

    /** How many events have happened. */
    public long happened() {
        return happened;
    }

    /** A clock on this time, which began on 22 November 2026. */
    public Clock clock() {
        return new VirtualClock();
    }

    @Override
    public void execute(Runnable task) {
        at(now, new Task(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Task event = new Task(task);
        at(now + Math.max(0, delay.toNanos()), event);
        return event;
    }

    void at(long moment, Event event) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            moments = Arrays.copyOf(moments, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
        }
        up(size++, Math.max(now, moment), made++, event);
        if (size >= sweepAt) {
            sweep();
        }
    }

    private Event takeFirst() {
        Event first = heap[0];
        size--;
        if (size > 0) {
            down(0, moments[size], orders[size], heap[size]);
        }
        heap[size] = null;
        return first;
    }

    /** Lets the next event happen; false if there is none. */
    public boolean runNext() {
        while (size > 0) {
            long moment = moments[0];
            Event next = takeFirst();
            if (!next.cancelled) {
                now = moment;
                happened++;
                next.cancelled = true;
                next.fire();
                return true;
            }
        }
        return false;
    }

    /** Lets {@code duration} pass, with all that happens meanwhile. */
    public void runFor(Duration duration) {
        long end = now + duration.toNanos();
        while (size > 0 && moments[0] <= end) {
            if (heap[0].cancelled) {
                takeFirst();
            } else {
                runNext();
            }
        }
        now = end;
    }

    /**
     * Lets time pass until {@code stage} is complete, and returns or throws what it has. Throws
     * {@link IllegalStateException} if that is not so within {@code limit} of virtual time.
     */
    public <T> T await(CompletionStage<T> stage, Duration limit) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        long end = now + limit.toNanos();
        while (!future.isDone()) {
            if (now > end || !runNext()) {
                throw new IllegalStateException("nothing more happens, or not within " + limit);
            }
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Takes out what was cancelled, so that timers set again and again do not pile up. */
    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!heap[i].cancelled) {
                heap[kept] = heap[i];
                moments[kept] = moments[i];
                orders[kept] = orders[i];
                kept++;
            }
        }
        Arrays.fill(heap, kept, size, null);
        size = kept;
        for (int i = (size - 2) >> 2; i >= 0; i--) {
            down(i, moments[i], orders[i], heap[i]);
        }
        sweepAt = Math.max(FEW, 2 * size);
    }

    private void put(int i, long moment, long order, Event event) {
        moments[i] = moment;
        orders[i] = order;
        heap[i] = event;
    }

    private boolean isBefore(long moment, long order, int other) {
        return moment < moments[other] || moment == moments[other] && order < orders[other];
    }

    private void up(int from, long moment, long order, Event event) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) >>> 2;
            if (!isBefore(moment, order, parent)) {
                break;
            }
            put(i, moments[parent], orders[parent], heap[parent]);
            i = parent;
        }
        put(i, moment, order, event);
    }

    private void down(int from, long moment, long order, Event event) {
        int i = from;
        while (true) {
            int first = (i << 2) + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + 4, size);
            for (int child = first + 1; child < end; child++) {
                if (isBefore(moments[child], orders[child], least)) {
                    least = child;
                }
            }
            if (isBefore(moment, order, least)) {
                break;
            }
            put(i, moments[least], orders[least], heap[least]);
            i = least;
        }
        put(i, moment, order, event);
    }

    private static final class Task extends Event {
        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        void fire() {
            task.run();
        }
    }

    private final class VirtualClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return START.plusNanos(now);
        }
    }
}
