package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.RecordId;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network with values, providers and peers that answer, each after 100 ms of the lane's time, or never. */
final class FakeNetwork implements ValueStore, ContentRouting, Exchange, Reach {
    private static final Duration SOON = Duration.ofMillis(100);

    private final Timers lane;
    private final MemoryRecords store;
    final Map<String, byte[]> values = new HashMap<>();
    final Map<Digest, List<PeerAddresses>> providers = new HashMap<>();
    final Map<PeerId, List<byte[]>> peers = new HashMap<>();
    final List<PeerId> stalled = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    boolean isThere = true;
    boolean isSilent;
    String failure = "";

    FakeNetwork(Timers lane, MemoryRecords store) {
        this.store = store;
        this.lane = lane;
    }

    /** {@code peer} answers for {@code name} and has {@code envelopes}. */
    void answers(String name, Someone peer, byte[]... envelopes) {
        providers
                .computeIfAbsent(Lookup.key(Someone.name(name)), unused -> new ArrayList<>())
                .add(peer.here());
        peers.put(peer.peer(), List.of(envelopes));
    }

    void value(Signed<?> record) {
        values.put(record.payload().valueKey().text(), record.toBytes());
    }

    private <T> CompletionStage<T> soon(Supplier<T> answer) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (!isSilent) {
            lane.schedule(SOON, () -> {
                if (failure.isEmpty()) {
                    done.complete(answer.get());
                } else {
                    done.completeExceptionally(new NetworkException(NetworkException.Reason.UNREACHABLE, failure));
                }
            });
        }
        return done;
    }

    @Override
    public CompletionStage<Found> get(byte[] key, Effort effort, Duration within) {
        String text = new String(key, StandardCharsets.US_ASCII);
        log.add("value " + effort + " " + text);
        return soon(() -> new Found(Optional.ofNullable(values.get(text)), 11, true));
    }

    @Override
    public CompletionStage<List<PeerAddresses>> providers(
            Digest content, int most, Duration within, Consumer<PeerAddresses> found) {
        log.add("providers");
        return soon(() -> {
            List<PeerAddresses> all = providers.getOrDefault(content, List.of());
            all.forEach(found);
            return all;
        });
    }

    @Override
    public CompletionStage<Received> byName(PeerAddresses peer, PackageName name, Duration within) {
        log.add("ask " + peer.peer());
        return stalled.contains(peer.peer()) ? new CompletableFuture<>() : soon(() -> send(peer.peer()));
    }

    @Override
    public CompletionStage<Received> byIds(PeerAddresses peer, List<RecordId> ids, Duration within) {
        log.add("ask for " + ids.size());
        return soon(() -> send(peer.peer()));
    }

    /** As the records protocol does it: what comes is checked and kept with the peer as its origin. */
    private Received send(PeerId peer) {
        int news = 0;
        List<byte[]> envelopes = peers.getOrDefault(peer, List.of());
        for (byte[] each : envelopes) {
            news += store.take(each, Origin.peer(peer.toString())).isNews() ? 1 : 0;
        }
        return new Received(envelopes.size(), news, 0, true);
    }

    @Override
    public CompletionStage<Optional<Network>> network(Duration within) {
        return CompletableFuture.completedFuture(
                isThere ? Optional.of(new Network(this, this, this)) : Optional.empty());
    }

    @Override
    public CompletionStage<Optional<Fetcher>> fetcher(Duration within) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keep(byte[] key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(byte[] key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Integer> provide(Digest content, Duration within) {
        log.add("provide " + content.hex());
        return soon(() -> 20);
    }

    @Override
    public void keep(Digest content) {
        log.add("keep " + content.hex());
    }

    @Override
    public void withdraw(Digest content) {
        log.add("withdraw " + content.hex());
    }
}
