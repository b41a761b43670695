package io.ggen.announce;

import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import io.ggen.gossipsub.GossipSettings;
import io.ggen.gossipsub.Gossipsub;
import io.ggen.identity.HomeIdentity;
import io.ggen.kademlia.Kademlia;
import io.ggen.kademlia.KademliaSettings;
import io.ggen.kademlia.PeerMemory;
import io.ggen.kademlia.SweepMemory;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.record.store.HomeRecordStore;
import io.ggen.record.store.StoreSettings;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.FixedRoles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;

/**
 * Many hosts in one process with the real hash table, gossip, announcer and record store, on a simulated network with links of
 * 30 to 40 ms. The network's time is virtual; records bear the time of day, since the stores go by that.
 */
final class Town implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int NEIGHBOURS = 6;

    final MemoryNetwork network;
    final SplittableRandom random;
    final List<Citizen> citizens = new ArrayList<>();
    /** Names that everybody has pinned. */
    final Map<PackageName, PublisherId> pins = new TreeMap<>();

    private final Path folder;
    private final Map<String, Object> storeSettings;

    /** {@code storeSettings} are those of {@link StoreSettings} that are not as by default. */
    Town(Path folder, long seed, Map<String, Object> storeSettings) {
        this.folder = folder;
        this.storeSettings = storeSettings;
        network = new MemoryNetwork(seed);
        network.links(Link.of(Duration.ofMillis(30)).withJitter(Duration.ofMillis(10)));
        random = new SplittableRandom(seed);
    }

    /** {@code count} hosts, each connected with six others by chance, that have known each other for a while. */
    Town settled(int count) {
        for (int i = 0; i < count; i++) {
            citizens.add(new Citizen(i));
        }
        for (Citizen one : citizens) {
            List<PeerAddresses> known = new ArrayList<>();
            for (int i = 0; i < Math.min(one.number, NEIGHBOURS); i++) {
                Citizen other = citizens.get(random.nextInt(one.number));
                known.add(new PeerAddresses(other.host.id(), other.host.addresses()));
                await(one.host.connect(other.host.id(), other.host.addresses(), LONG));
            }
            await(one.kad.start(known));
        }
        network.time().runFor(Duration.ofSeconds(20));
        return this;
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, Duration.ofMinutes(5));
    }

    @Override
    public void close() throws ReflectiveOperationException {
        for (Citizen citizen : citizens) {
            Method close = HomeRecordStore.class.getDeclaredMethod("close");
            close.setAccessible(true);
            close.invoke(citizen.store);
        }
    }

    /** A host with everything, and somebody who publishes on it. */
    final class Citizen {
        final int number;
        final Author author;
        final MemoryHost host;
        final RecordStore store;
        final Kademlia kad;
        final Gossipsub gossip;
        final LiveAnnouncer announcer;

        Citizen(int number) {
            this.number = number;
            Path home = folder.resolve("home" + number);
            author = new Author(home);
            host = network.host(
                    PeerId.of(author.signer.publicKey()),
                    HostSettings.listeningOn(
                            "sim", Multiaddr.parse("/ip4/20." + number / 200 + "." + number % 200 + ".1/tcp/4001")));
            store = new HomeRecordStore(
                    resident(), settings(), new Home(home), new HomeIdentity(new Home(home)), trust());
            kad = new Kademlia(
                    host,
                    host.timers(),
                    network.clock(),
                    new SplittableRandom(number),
                    KademliaSettings.serving(),
                    PeerMemory.none(),
                    SweepMemory.none());
            kad.validate(new GgenRecords(java.time.Clock.systemUTC(), store, Runnable::run));
            gossip = new Gossipsub(
                    host, author.signer, host.timers(), new SplittableRandom(~number), GossipSettings.DEFAULT);
            gossip.join(new Hearing(store, Runnable::run));
            announcer = new LiveAnnouncer(new Surroundings(
                    host,
                    kad,
                    kad,
                    gossip,
                    store,
                    new OwnRecords(FixedRoles.of(), store, java.time.Clock.systemUTC()),
                    new World.MapOutbox(),
                    publishing(),
                    host.timers(),
                    Runnable::run,
                    java.time.Clock.systemUTC()));
        }

        /** Publishes here and begins to tell; the stage is done when it is known who holds it. */
        CompletionStage<Receipt> publish(String name, String version) {
            Signed<ReleaseRecord> release = author.release(name, version, Instant.now());
            Signed<HeadRecord> head = author.head(List.of(release), -1, Instant.now());
            store.take(release.toBytes(), Origin.HERE);
            store.take(head.toBytes(), Origin.HERE);
            return announcer.announce(
                    new Outbox.Entry(author.id, new PackageName(name), Version.parse(version)), LONG, receipt -> {});
        }

        boolean knows(PublisherId publisher, String name) {
            return !store.releases(publisher, new PackageName(name)).isEmpty()
                    && store.head(publisher, new PackageName(name)).isPresent();
        }
    }

    private Trust trust() {
        return (Trust) Proxy.newProxyInstance(
                Trust.class.getClassLoader(), new Class<?>[] {Trust.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "pins" -> {
                            TreeMap<PackageName, Pin> all = new TreeMap<>();
                            pins.forEach(
                                    (name, publisher) -> all.put(name, new Pin(name, publisher, false, Instant.EPOCH)));
                            return all;
                        }
                        case "pinned" -> {
                            return Optional.ofNullable(pins.get((PackageName) arguments[0]))
                                    .map(publisher ->
                                            new Pin((PackageName) arguments[0], publisher, false, Instant.EPOCH));
                        }
                        case "revocations" -> {
                            return List.of();
                        }
                        default -> {
                            return Optional.empty();
                        }
                    }
                });
    }

    private StoreSettings settings() {
        return (StoreSettings) Proxy.newProxyInstance(
                StoreSettings.class.getClassLoader(),
                new Class<?>[] {StoreSettings.class},
                (proxy, method, arguments) -> storeSettings.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static BundleContext resident() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") ? "start" : null);
    }

    private static Publishing publishing() {
        return (Publishing) Proxy.newProxyInstance(
                Publishing.class.getClassLoader(),
                new Class<?>[] {Publishing.class},
                (proxy, method, arguments) -> null);
    }
}
