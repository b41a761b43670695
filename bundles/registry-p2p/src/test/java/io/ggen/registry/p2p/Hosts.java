package io.ggen.registry.p2p;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.kademlia.Kademlia;
import io.ggen.kademlia.KademliaSettings;
import io.ggen.kademlia.PeerMemory;
import io.ggen.kademlia.SweepMemory;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.routing.ValueValidator;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Selector;
import io.ggen.records.Signed;
import io.ggen.records.ValueKey;
import io.ggen.records.store.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Hosts in a simulated network: real connections, a real hash table, a real registry each, and catalogues in memory. */
final class Hosts {
    private static final Duration LONG = Duration.ofMinutes(5);

    final MemoryNetwork network;
    final List<One> all = new ArrayList<>();
    private final SplittableRandom random;
    private final Map<PeerId, One> byPeer = new HashMap<>();

    Hosts(long seed, int count) {
        network = new MemoryNetwork(seed);
        network.links(Link.of(Duration.ofMillis(50)).withJitter(Duration.ofMillis(20)));
        random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            join();
        }
        settle(Duration.ofSeconds(30));
    }

    One join() {
        One one = new One(all.size());
        List<PeerAddresses> known = new ArrayList<>();
        for (int i = 0; i < 3 && !all.isEmpty(); i++) {
            known.add(all.get(random.nextInt(all.size())).address());
        }
        all.add(one);
        byPeer.put(one.host.id(), one);
        one.kad.start(known);
        settle(Duration.ofMillis(50));
        return one;
    }

    void settle(Duration time) {
        network.time().runFor(time);
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }

    /** What a publisher's host does: the records are in its catalogue, head and latest under their keys, and it answers for the name. */
    void publish(One on, Someone by, Signed<HeadRecord> head, Signed<?>... releases) {
        on.store.with(releases);
        on.store.with(head);
        List<Signed<?>> values = new ArrayList<>(List.of(releases));
        values.add(head);
        for (Signed<?> each : values) {
            byte[] key = each.payload().valueKey().bytes();
            await(on.kad.put(key, each.toBytes(), Duration.ofSeconds(20), receipt -> {}));
        }
        await(on.kad.provide(Lookup.key(head.payload().name()), Duration.ofSeconds(20)));
    }

    final class One implements Reach, Exchange {
        final MemoryHost host;
        final Kademlia kad;
        final MemoryRecords store = new MemoryRecords();
        final NetworkRegistry registry;
        final Sharing sharing;

        /** What it sends to whoever asks, in place of what is in its catalogue. */
        List<byte[]> lies = List.of();

        One(int number) {
            PeerId id = new Someone(10_000 + number).peer();
            Multiaddr address = Multiaddr.parse("/ip4/20." + (number >> 8) + "." + (number & 255) + ".1/tcp/4001");
            host = network.host(id, HostSettings.listeningOn("sim", address));
            kad = new Kademlia(
                    host,
                    host.timers(),
                    network.clock(),
                    new SplittableRandom(number),
                    KademliaSettings.serving(),
                    PeerMemory.none(),
                    SweepMemory.none());
            kad.validate(new GgenRecords());
            registry = new NetworkRegistry(
                    () -> store, this, P2pLimits.DEFAULT, host.timers(), Clock.fixed(Someone.NOON, ZoneOffset.UTC));
            sharing = new Sharing(kad, store, List::<Lock>of, digest -> true, Sharing.Limits.DEFAULT, host.timers());
        }

        PeerAddresses address() {
            return new PeerAddresses(host.id(), host.addresses());
        }

        Answer ask(String name, PublisherId... meant) {
            PackageName asked = Someone.name(name);
            Deadline deadline = Deadline.in(Duration.ofSeconds(10), network.time()::now);
            return await(registry.refresh(Map.of(asked, Set.of(meant)), deadline))
                    .getOrDefault(asked, Answer.ABSENT);
        }

        @Override
        public CompletionStage<Optional<Network>> network(Duration within) {
            return CompletableFuture.completedFuture(Optional.of(new Network(kad, kad, this)));
        }

        @Override
        public CompletionStage<Optional<Fetcher>> fetcher(Duration within) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletionStage<Received> byName(PeerAddresses peer, PackageName name, Duration within) {
            return from(peer, within, other -> other.about(name));
        }

        @Override
        public CompletionStage<Received> byIds(PeerAddresses peer, List<RecordId> ids, Duration within) {
            return from(peer, within, other -> {
                List<byte[]> found = new ArrayList<>();
                ids.forEach(id -> other.store.envelope(id).ifPresent(found::add));
                return found;
            });
        }

        private CompletionStage<Received> from(PeerAddresses peer, Duration within, Function<One, List<byte[]>> what) {
            return host.connect(peer.peer(), peer.addresses(), within).thenApply(connection -> {
                One other = byPeer.get(peer.peer());
                List<byte[]> envelopes =
                        other == null ? List.of() : other.lies.isEmpty() ? what.apply(other) : other.lies;
                envelopes.forEach(
                        each -> store.take(each, Origin.peer(peer.peer().toString())));
                return new Received(envelopes.size(), 0, 0, true);
            });
        }

        private List<byte[]> about(PackageName name) {
            List<byte[]> found = new ArrayList<>();
            for (PublisherId each : store.publishers(name)) {
                store.head(each, name).ifPresent(head -> found.add(head.toBytes()));
                for (Signed<ReleaseRecord> release : store.releases(each, name)) {
                    found.add(release.toBytes());
                }
            }
            return found;
        }
    }

    /** The rules of the keys of GGEN-WIRE section 3. */
    private static final class GgenRecords implements ValueValidator {
        @Override
        public String namespace() {
            return "ggen";
        }

        private static Optional<Signed<?>> open(byte[] key, byte[] value) {
            Optional<ValueKey> known = ValueKey.parse(key);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            Opened<Signed<?>> opened = Records.openValue(known.get(), value, Someone.NOON);
            return opened.value().map(signed -> (Signed<?>) signed);
        }

        @Override
        public boolean isValid(byte[] key, byte[] value) {
            return open(key, value).isPresent();
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
            List<Signed<?>> opened = new ArrayList<>();
            values.forEach(each -> opened.add(open(key, each).orElseThrow()));
            return Selector.select(opened);
        }
    }
}
