package io.ggen.announce;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.PubSub;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.records.ValueKey;
import io.ggen.roles.FixedRoles;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One host with everything announcing needs, on virtual time; what it tells the network is noted. */
final class World {
    final MemoryNetwork network = new MemoryNetwork(7);
    final Author author;
    final MemoryHost host;
    final MemoryHost other;
    final MapStore store = new MapStore(network.clock());
    final MapOutbox outbox = new MapOutbox();
    final List<String> put = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    final Set<Digest> provided = new LinkedHashSet<>();
    final List<byte[]> gossip = new ArrayList<>();
    final Set<PackageName> renewed = new TreeSet<>();
    ValueStore.Receipt receipt = new ValueStore.Receipt(12, 20);
    int listeners = 6;

    World(Path folder) {
        author = new Author(folder.resolve("author"));
        host = network.host(id(folder.resolve("host")));
        other = network.host(id(folder.resolve("other")));
    }

    private static PeerId id(Path home) {
        PublicKey key = new Author(home).signer.publicKey();
        return PeerId.of(key);
    }

    Instant now() {
        return network.clock().instant();
    }

    void connect() {
        host.connect(other.id(), other.addresses(), Duration.ofSeconds(5));
        network.time().runFor(Duration.ofMillis(200));
    }

    Surroundings around(Object... registries) {
        return new Surroundings(
                host,
                new Values(),
                new Contents(),
                pubsub(),
                store,
                new OwnRecords(FixedRoles.of(registries), store, network.clock()),
                outbox,
                publishing(),
                network.time(),
                Runnable::run,
                network.clock());
    }

    private PubSub pubsub() {
        return (topic, data) -> {
            gossip.add(data);
            return CompletableFuture.completedStage(listeners);
        };
    }

    /** Only heads are asked of it here. */
    private Publishing publishing() {
        return (Publishing) Proxy.newProxyInstance(
                Publishing.class.getClassLoader(), new Class<?>[] {Publishing.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("renewHeads")) {
                        for (Object name : (Set<?>) arguments[0]) {
                            renewed.add((PackageName) name);
                        }
                    }
                    return null;
                });
    }

    private final class Values implements ValueStore {
        @Override
        public CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress) {
            put.add(ValueKey.parse(key).orElseThrow().text());
            if (receipt.asked() == 0) {
                return CompletableFuture.failedStage(
                        new NetworkException(NetworkException.Reason.UNREACHABLE, "There is nobody to ask."));
            }
            CompletableFuture<Receipt> done = new CompletableFuture<>();
            network.time().schedule(Duration.ofMillis(50), () -> progress.accept(new Receipt(1, receipt.asked())));
            network.time().schedule(Duration.ofMillis(100), () -> done.complete(receipt));
            return done;
        }

        @Override
        public CompletionStage<Found> get(byte[] key, Effort effort, Duration within) {
            throw new IllegalStateException("not asked");
        }

        @Override
        public void keep(byte[] key, byte[] value) {
            kept.add(ValueKey.parse(key).orElseThrow().text());
        }

        @Override
        public void release(byte[] key) {
            throw new IllegalStateException("not asked");
        }
    }

    private final class Contents implements ContentRouting {
        @Override
        public CompletionStage<Integer> provide(Digest content, Duration within) {
            provided.add(content);
            return CompletableFuture.completedStage(3);
        }

        @Override
        public void keep(Digest content) {
            kept.add(content.hex());
        }

        @Override
        public void withdraw(Digest content) {
            throw new IllegalStateException("not asked");
        }

        @Override
        public CompletionStage<List<PeerAddresses>> providers(
                Digest content, int most, Duration within, Consumer<PeerAddresses> found) {
            throw new IllegalStateException("not asked");
        }
    }

    /** An outbox in memory. */
    static final class MapOutbox implements Outbox {
        final Set<Entry> entries = new LinkedHashSet<>();

        @Override
        public void add(Entry entry) {
            entries.add(entry);
        }

        @Override
        public List<Entry> pending() {
            return List.copyOf(entries);
        }

        @Override
        public void done(Entry entry) {
            entries.remove(entry);
        }
    }

    Outbox.Entry entry(String name, String version) {
        return entry(author.id, name, version);
    }

    static Outbox.Entry entry(PublisherId publisher, String name, String version) {
        return new Outbox.Entry(
                publisher, new PackageName(name), version.isEmpty() ? null : io.ggen.api.Version.parse(version));
    }
}
