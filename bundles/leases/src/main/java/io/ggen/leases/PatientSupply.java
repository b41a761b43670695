package io.ggen.leases;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gets the object behind a provider in a thread of its own, so that nobody hangs with a provider that never comes up. While it
 * is still coming up, whoever asks again is told so at once; what it gives at last is kept for the next who asks. At most one
 * thread a provider.
 */
final class PatientSupply implements Supply {
    /** How long a provider may take to start before it is passed over. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supply supply;
    private final String name;
    private final Duration patience;
    private @Nullable CompletableFuture<@Nullable Object> late;

    PatientSupply(Supply supply, String name, Duration patience) {
        this.supply = supply;
        this.name = name;
        this.patience = patience;
    }

    @Override
    public @Nullable Object get() {
        CompletableFuture<@Nullable Object> start;
        synchronized (this) {
            CompletableFuture<@Nullable Object> earlier = late;
            if (earlier != null && !earlier.isDone()) {
                throw new IllegalStateException("it has not come up for more than " + patience.toMillis() + " ms");
            }
            start = earlier;
            late = null;
        }
        return start != null ? result(start) : awaited(begin());
    }

    private CompletableFuture<@Nullable Object> begin() {
        CompletableFuture<@Nullable Object> start = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        start.complete(supply.get());
                    } catch (RuntimeException | Error e) {
                        start.completeExceptionally(e);
                    }
                },
                "ggen start of " + name);
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    /** Not to be interrupted: whoever is to stop does so in the step that follows. */
    private @Nullable Object awaited(CompletableFuture<@Nullable Object> start) {
        boolean interrupted = false;
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    start.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                    return result(start);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return isLate(start);
                } catch (java.util.concurrent.ExecutionException e) {
                    return result(start);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable Object isLate(CompletableFuture<@Nullable Object> start) {
        boolean first;
        synchronized (this) {
            first = late == null;
            late = first ? start : late;
        }
        if (!first) {
            // another thread waits for an object of its own: this one is let go when it comes
            start.thenAccept(object -> {
                if (object != null) {
                    supply.unget();
                }
            });
        }
        throw new IllegalStateException("it did not come up within " + patience.toMillis() + " ms");
    }

    private static @Nullable Object result(CompletableFuture<@Nullable Object> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void unget() {
        supply.unget();
    }

    @Override
    public boolean isGoing() {
        return supply.isGoing();
    }
}
