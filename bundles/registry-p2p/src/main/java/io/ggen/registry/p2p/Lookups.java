package io.ggen.registry.p2p;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.Timers;
import io.ggen.records.store.RecordStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks up the names of one inquiry, a few at a time. Runs on the lane. */
final class Lookups {
    private final Network network;
    private final RecordStore store;
    private final P2pLimits limits;
    private final Timers lane;
    private final long began;
    private final Duration within;
    private final Map<PackageName, Set<PublisherId>> names;
    private final Deque<PackageName> waiting;
    private final Map<PackageName, Optional<String>> ended = new TreeMap<>();
    private final CompletableFuture<Map<PackageName, Optional<String>>> done = new CompletableFuture<>();

    Lookups(
            Network network,
            RecordStore store,
            P2pLimits limits,
            Timers lane,
            Duration within,
            Map<PackageName, Set<PublisherId>> names) {
        this.network = network;
        this.store = store;
        this.limits = limits;
        this.lane = lane;
        this.began = lane.now();
        this.within = within;
        this.names = names;
        this.waiting = new ArrayDeque<>(new TreeMap<>(names).keySet());
    }

    /** Begins. For each name, why nobody could be asked about it, if that is so. */
    CompletionStage<Map<PackageName, Optional<String>>> start() {
        lane.execute(() -> {
            for (int i = 0; i < limits.names(); i++) {
                next();
            }
            look();
        });
        return done;
    }

    private void next() {
        PackageName name = waiting.poll();
        if (name == null) {
            return;
        }
        Duration left = within.minusNanos(Math.min(within.toNanos(), lane.now() - began));
        CompletionStage<Optional<String>> lookup;
        try {
            lookup = new Lookup(name, network, store, limits, lane, left).start(names.getOrDefault(name, Set.of()));
        } catch (ProblemException e) {
            lookup = CompletableFuture.completedFuture(Optional.of(NetworkRegistry.reason(e)));
        }
        lookup.whenComplete((failure, bug) -> lane.execute(() -> {
            ended.put(name, failure == null ? Optional.of(String.valueOf(bug)) : failure);
            next();
            look();
        }));
    }

    private void look() {
        if (ended.size() == names.size()) {
            done.complete(Map.copyOf(ended));
        }
    }
}
