package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.records.ArchiveFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Fetches what others have, and remembers which transfers are under way. */
final class PeerFetcher implements Fetcher, NetworkPart, Transfer.Owner, AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PROVIDE_WITHIN = Duration.ofMinutes(1);

    private final Parts parts;
    private final Contents contents;
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    /** How many have fetched a file, or are fetching it, and have not given it up. */
    private final Map<Digest, Integer> users = new HashMap<>();
    /** Files that are being deleted. */
    private final Map<Digest, CompletableFuture<Void>> leaving = new HashMap<>();

    private Timers.@Nullable Timer ticking;
    private boolean closed;
    private volatile int count;

    PeerFetcher(Parts parts) {
        this.parts = parts;
        this.contents = new Contents(parts);
        parts.library().running(this::holding);
    }

    private Optional<Holding> holding(Digest sha256) {
        for (Transfer transfer : transfers.values()) {
            if (transfer.wanted().sha256().equals(sha256)) {
                Optional<Holding> holding = transfer.holding();
                if (holding.isPresent()) {
                    return holding;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<Path> fetch(Wanted wanted, FetchOptions options, FetchProgress progress) {
        CompletableFuture<Path> result = new CompletableFuture<>();
        if (wanted.size() < 0 || wanted.size() > ArchiveFacts.LARGEST) {
            result.completeExceptionally(new NetworkException(
                    Reason.LIMIT, wanted.label() + " has " + wanted.size() + " bytes; at most 4 GiB are fetched."));
            return result;
        }
        parts.lane().execute(() -> begin(wanted, options, progress, result));
        return result;
    }

    private void begin(Wanted wanted, FetchOptions options, FetchProgress progress, CompletableFuture<Path> result) {
        String name = Folder.name(wanted);
        Digest sha256 = wanted.sha256();
        Transfer transfer = transfers.get(name);
        if (closed || result.isDone()) {
            result.completeExceptionally(closed());
            return;
        }
        CompletableFuture<Void> going = leaving.get(sha256);
        if (going != null) {
            // the file that is there is about to be deleted
            going.whenCompleteAsync((gone, failure) -> begin(wanted, options, progress, result), parts.lane());
            return;
        }
        if (transfer == null) {
            if (transfers.size() >= parts.limits().transfers() + parts.limits().waiting()) {
                result.completeExceptionally(new NetworkException(
                        Reason.LIMIT, "Too many archives are being fetched; " + wanted.label() + " was not begun."));
                return;
            }
            transfer = new Transfer(parts, wanted, options.minReputation(), this);
            transfers.put(name, transfer);
        }
        users.merge(sha256, 1, Integer::sum);
        result.whenComplete((file, failure) -> {
            if (failure != null) {
                parts.lane().execute(() -> isUnused(sha256));
            }
        });
        transfer.join(result, options, progress);
        startWaiting();
    }

    /** One user less; whether that was the last. */
    private boolean isUnused(Digest sha256) {
        return users.computeIfPresent(sha256, (key, count) -> count > 1 ? count - 1 : null) == null;
    }

    private static NetworkException closed() {
        return new NetworkException(Reason.CLOSED, "The network was stopped; what came in is kept.");
    }

    private void startWaiting() {
        int running = 0;
        List<Transfer> waiting = new ArrayList<>();
        for (Transfer transfer : transfers.values()) {
            if (transfer.isWaiting()) {
                waiting.add(transfer);
            } else {
                running++;
            }
        }
        for (Transfer transfer : waiting) {
            if (running < parts.limits().transfers()) {
                running++;
                transfer.start(Set.copyOf(transfers.keySet()));
            }
        }
        count = transfers.size();
        if (ticking == null && !transfers.isEmpty()) {
            ticking = parts.lane().schedule(TICK, this::tick);
        }
    }

    private void tick() {
        ticking = null;
        for (Transfer transfer : List.copyOf(transfers.values())) {
            transfer.tick();
        }
        if (!transfers.isEmpty() && ticking == null) {
            ticking = parts.lane().schedule(TICK, this::tick);
        }
    }

    @Override
    public void streamEnded() {
        for (Transfer transfer : List.copyOf(transfers.values())) {
            if (!transfer.isWithoutNeed()) {
                transfer.pump();
            }
        }
    }

    @Override
    public void over(Transfer transfer, boolean complete) {
        transfers.remove(transfer.name(), transfer);
        count = transfers.size();
        ContentRouting routing = parts.routing().get();
        if (complete && routing != null) {
            routing.provide(transfer.wanted().sha256(), PROVIDE_WITHIN).whenComplete((told, failure) -> {
                if (failure != null) {
                    System.getLogger(PeerFetcher.class.getName())
                            .log(System.Logger.Level.DEBUG, "Nobody was told of what was fetched.", failure);
                }
            });
        }
        if (!closed) {
            parts.lane().execute(this::startWaiting);
        }
    }

    @Override
    public CompletionStage<byte[]> content(Digest sha256, int largest, List<PeerAddresses> peers) {
        return contents.get(sha256, largest, peers);
    }

    @Override
    public void release(Digest sha256) {
        parts.lane().execute(() -> {
            if (!isUnused(sha256) || leaving.containsKey(sha256)) {
                return;
            }
            Set<String> inUse = Set.copyOf(transfers.keySet());
            CompletableFuture<Void> gone = CompletableFuture.runAsync(() -> delete(sha256, inUse), parts.files());
            leaving.put(sha256, gone);
            gone.whenCompleteAsync((done, failure) -> leaving.remove(sha256, gone), parts.lane());
        });
    }

    private void delete(Digest sha256, Set<String> inUse) {
        for (String name : parts.folder().names(sha256)) {
            if (!inUse.contains(name)) {
                parts.folder().delete(name);
            }
        }
        ContentRouting routing = parts.routing().get();
        if (routing != null && parts.library().held(sha256).isEmpty()) {
            routing.withdraw(sha256);
        }
    }

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public List<Fact> status() {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("fetching", count));
        facts.addAll(parts.tally().status());
        return facts;
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return parts.tally().about(peer);
    }

    /** Ends all transfers; what came in is kept. */
    @Override
    public void close() {
        parts.cutOff().close();
        parts.lane().execute(() -> {
            closed = true;
            for (Transfer transfer : List.copyOf(transfers.values())) {
                transfer.fail(closed());
            }
            contents.close(closed());
        });
    }
}
