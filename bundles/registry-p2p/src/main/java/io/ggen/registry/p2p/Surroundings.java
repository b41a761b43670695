package io.ggen.registry.p2p;

import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services of the network, as they come and go. */
final class Surroundings implements LiveReach.Parts {
    private final boolean oneShot;

    volatile @Nullable ValueStore values;
    volatile @Nullable ContentRouting routing;
    volatile @Nullable RecordExchange records;
    volatile @Nullable Fetcher fetcher;
    volatile @Nullable Node node;
    volatile @Nullable Runnable starter;

    /** {@code oneShot}: whether this process does one command, and has a network only if that needs one. */
    Surroundings(boolean oneShot) {
        this.oneShot = oneShot;
    }

    @Override
    public Optional<Network> network() {
        ValueStore one = values;
        ContentRouting other = routing;
        RecordExchange third = records;
        Node dialler = node;
        return one == null || other == null || third == null || dialler == null
                ? Optional.empty()
                : Optional.of(new Network(one, other, new DiallingExchange(dialler, third)));
    }

    @Override
    public @Nullable Fetcher fetcher() {
        return fetcher;
    }

    @Override
    public @Nullable Node node() {
        return node;
    }

    @Override
    public boolean mayStart() {
        return oneShot;
    }

    @Override
    public @Nullable Supplier<CompletionStage<Void>> starter() {
        Runnable now = starter;
        return now == null ? null : () -> inBackground(now);
    }

    private static CompletionStage<Void> inBackground(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        done.complete(null);
                    } catch (RuntimeException | LinkageError e) {
                        done.completeExceptionally(e);
                    }
                },
                "ggen network");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
