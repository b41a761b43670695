package io.ggen.installer.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does the same with each item of a list, in a few threads. The first failure ends the work, and so does interrupting the
 * caller; either way no thread runs any more when the caller hears of it.
 */
public final class Workers {
    private Workers() {}

    /** What is done with one item. */
    @FunctionalInterface
    public interface Task<T> {
        /** Does it. */
        void run(T item) throws IOException, InterruptedException;
    }

    /** How many threads work that keeps a processor busy is given: one for each processor, at most four. */
    public static int usual() {
        return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    }

    /** Runs {@code task} on every item, on at most {@code threads} threads; in the calling one if one is enough. */
    public static <T> void each(List<T> items, int threads, Task<T> task) throws IOException, InterruptedException {
        int count = Math.min(threads, items.size());
        if (count <= 1) {
            for (T item : items) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                task.run(item);
            }
            return;
        }
        new Crew<>(items, task).work(count);
    }

    private static final class Crew<T> {
        private final List<T> items;
        private final Task<T> task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean stopped;

        Crew(List<T> items, Task<T> task) {
            this.items = items;
            this.task = task;
        }

        void work(int count) throws IOException, InterruptedException {
            for (int i = 0; i < count; i++) {
                Thread thread = new Thread(this::takeItems, "ggen-worker-" + i);
                thread.setDaemon(true);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            boolean interrupted = awaitAll();
            Throwable thrown = failure.get();
            if (interrupted) {
                throw new InterruptedException();
            }
            if (thrown instanceof IOException e) {
                throw e;
            }
            if (thrown instanceof InterruptedException e) {
                throw e;
            }
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
        }

        private boolean awaitAll() {
            boolean interrupted = false;
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        stop();
                    }
                }
            }
            return interrupted;
        }

        private void takeItems() {
            int index = next.getAndIncrement();
            while (!stopped && index < items.size()) {
                try {
                    task.run(items.get(index));
                } catch (IOException | InterruptedException | RuntimeException | Error e) {
                    if (failure.compareAndSet(null, e)) {
                        stop();
                    }
                    return;
                }
                index = next.getAndIncrement();
            }
        }

        private void stop() {
            stopped = true;
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }
    }
}
