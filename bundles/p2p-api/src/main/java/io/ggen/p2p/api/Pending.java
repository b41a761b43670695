package io.ggen.p2p.api;

import io.ggen.p2p.api.NetworkException.Reason;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Results that somebody waits for. Whoever makes them may end before they are there, and its lane with it: then they fail with
 * CLOSED instead of never coming. Safe for use by many threads.
 */
public final class Pending implements AutoCloseable {
    private final String why;
    private final Set<CompletableFuture<?>> results = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Says {@code why}, one sentence, when it is closed. */
    public Pending(String why) {
        this.why = why;
    }

    /** What {@code work} gives, or CLOSED if this is closed before; {@code work} is not begun if it is closed already. */
    public <T> CompletionStage<T> of(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        results.add(result);
        result.whenComplete((value, failure) -> results.remove(result));
        if (closed) {
            fail(result);
            return result;
        }
        work.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(NetworkException.of(failure));
            }
        });
        return result;
    }

    /** How many are waited for. */
    public int size() {
        return results.size();
    }

    private void fail(CompletableFuture<?> result) {
        result.completeExceptionally(new NetworkException(Reason.CLOSED, why));
    }

    /** Fails all that are not there yet, and all to come. */
    @Override
    public void close() {
        closed = true;
        results.forEach(this::fail);
    }
}
