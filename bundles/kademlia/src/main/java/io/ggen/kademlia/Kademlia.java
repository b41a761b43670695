package io.ggen.kademlia;

import io.ggen.api.Digest;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.p2p.api.routing.ValueValidator;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One node of a Kademlia network on one host (libp2p specs, {@code kad-dht/README.md}; Maymounkov and Mazières 2002; S/Kademlia
 * of Baumgart and Mies 2007 for disjoint paths). Safe for use by many threads; nothing blocks. All work is done on the lane of
 * the {@link Timers} it was given, where stages complete as well.
 */
public final class Kademlia implements ValueStore, ContentRouting {
    private static final System.Logger LOG = System.getLogger(Kademlia.class.getName());

    private final Core core;
    private final Neighbours neighbours;
    private final Requests requests;
    private final Store store;
    private final Lookups lookups;
    private final Values values;
    private final Contents contents;
    private final Republisher republisher;
    private final Upkeep upkeep;
    private final List<Registration> registrations = new ArrayList<>();
    private boolean started;
    private boolean closed;

    /**
     * A node on {@code host} that does nothing before {@link #start}.
     *
     * @param host where it lives; it stays the caller's
     * @param timers its lane and its time
     * @param clock for dates
     * @param random for chance; used on the lane alone
     * @param settings how it takes part
     * @param peers remembers good peers
     * @param sweeps remembers what was put when
     */
    public Kademlia(
            Host host,
            Timers timers,
            Clock clock,
            RandomGenerator random,
            KademliaSettings settings,
            PeerMemory peers,
            SweepMemory sweeps) {
        core = new Core(host, timers, clock, random, settings);
        neighbours = new Neighbours(core);
        requests = new Requests(core, neighbours);
        neighbours.use(requests);
        store = new Store(core);
        lookups = new Lookups(core, requests);
        Spreading spreading = new Spreading(core, requests, store);
        republisher = new Republisher(core, lookups, spreading, store, sweeps);
        values = new Values(core, neighbours, store, lookups, spreading, republisher);
        contents = new Contents(core, store, lookups, spreading, republisher);
        upkeep = new Upkeep(core, requests, neighbours, lookups, store, peers);
    }

    /** Applies these rules to their namespace until the registration is closed; of two for one the one added last counts. */
    public Registration validate(ValueValidator validator) {
        return core.validators.add(validator);
    }

    /**
     * Begins to answer (as a server) and joins the network through {@code known} peers and remembered ones. Completes, when
     * the peers nearest to this host have answered, with the number of peers known; 0 if nobody answered, and it tries again.
     */
    public CompletionStage<Integer> start(List<PeerAddresses> known) {
        return onLane(() -> {
            if (!started && !closed) {
                started = true;
                registrations.add(core.host.listen(neighbours));
                if (core.settings.server()) {
                    registrations.add(core.host.handle(
                            new Server(core, neighbours, new Replies(core, neighbours, store, republisher::provides))));
                }
                upkeep.start();
                republisher.start();
            }
            return upkeep.join(known);
        });
    }

    @Override
    public CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress) {
        byte[] ownKey = key.clone();
        byte[] ownValue = value.clone();
        return onLane(() -> values.put(ownKey, ownValue, within, guarded(progress)));
    }

    @Override
    public void keep(byte[] key, byte[] value) {
        byte[] ownKey = key.clone();
        byte[] ownValue = value.clone();
        core.timers.execute(() -> {
            if (!closed) {
                values.keep(ownKey, ownValue);
            }
        });
    }

    @Override
    public void keep(Digest content) {
        byte[] key = ContentKey.of(content);
        core.timers.execute(() -> republisher.keep(key, null));
    }

    @Override
    public void release(byte[] key) {
        byte[] ownKey = key.clone();
        core.timers.execute(() -> republisher.drop(ownKey));
    }

    @Override
    public CompletionStage<Found> get(byte[] key, Effort effort, Duration within) {
        byte[] ownKey = key.clone();
        return onLane(() -> values.get(ownKey, effort, within));
    }

    @Override
    public CompletionStage<Integer> provide(Digest content, Duration within) {
        byte[] key = ContentKey.of(content);
        return onLane(() -> contents.provide(key, within));
    }

    @Override
    public void withdraw(Digest content) {
        release(ContentKey.of(content));
    }

    @Override
    public CompletionStage<List<PeerAddresses>> providers(
            Digest content, int most, Duration within, Consumer<PeerAddresses> found) {
        byte[] key = ContentKey.of(content);
        return onLane(() -> contents.providers(key, most, within, guarded(found)));
    }

    /** Where {@code peer} is said to be; empty if nobody knows. */
    public CompletionStage<Optional<PeerAddresses>> find(PeerId peer, Duration within) {
        return onLane(() -> contents.find(peer, within));
    }

    /** The peers nearest to {@code key}, at most 20, nearest first, which all have answered. */
    public CompletionStage<List<PeerAddresses>> closest(byte[] key, Duration within) {
        byte[] ownKey = key.clone();
        return onLane(() -> lookups.nearest(ownKey, core.settings.paths(), KademliaSettings.HOLDERS, within)
                .thenApply(result -> {
                    List<PeerAddresses> peers = new ArrayList<>();
                    for (Contact contact : result.contacts()) {
                        peers.add(contact.toPeer());
                    }
                    return List.copyOf(peers);
                }));
    }

    /** For measurements, on the lane. */
    Lookups lookups() {
        return lookups;
    }

    /** How many requests were sent; for measurements. */
    long requestsSent() {
        return requests.sent();
    }

    /** Whether this node holds exactly this value; for measurements, on the lane. */
    boolean holds(byte[] key, byte[] value) {
        return store.values.holds(Key.of(key), value, core.now());
    }

    /** The peers in the table that are nearest to {@code key}; for measurements, on the lane. */
    List<PeerAddresses> known(byte[] key) {
        List<PeerAddresses> peers = new ArrayList<>();
        for (Contact contact : core.table.closest(Key.of(key), KademliaSettings.HOLDERS, null)) {
            peers.add(contact.toPeer());
        }
        return peers;
    }

    /** How the node is. */
    public CompletionStage<KademliaStatus> status() {
        return onLane(() -> {
            List<Integer> buckets = new ArrayList<>();
            for (int i = 0; i <= core.table.deepest(); i++) {
                buckets.add(core.table.count(i));
            }
            return CompletableFuture.completedFuture(new KademliaStatus(
                    core.settings.server(),
                    core.table.size(),
                    buckets,
                    core.size.peers(),
                    store.values.size(),
                    store.values.bytes(),
                    store.providers.size(),
                    republisher.size(),
                    requests.sent(),
                    lookups.started(),
                    core.conduct.faults(),
                    neighbours.dropped()));
        });
    }

    /** All peers in the table. */
    public CompletionStage<List<PeerStatus>> peers() {
        return onLane(() -> {
            List<PeerStatus> all = new ArrayList<>(core.table.size());
            for (Entry entry : core.table.entries()) {
                all.add(neighbours.status(entry));
            }
            return CompletableFuture.completedFuture(List.copyOf(all));
        });
    }

    /** What is known of one peer. */
    public CompletionStage<PeerStanding> peer(PeerId peer) {
        return onLane(() -> CompletableFuture.completedFuture(neighbours.standing(peer)));
    }

    /** Stops answering and asking, saves what is remembered. Lookups end with what they have; the host is left alone. */
    public CompletionStage<Void> close() {
        return onLane(() -> {
            if (!closed) {
                closed = true;
                registrations.forEach(Registration::close);
                lookups.close();
                upkeep.close();
                republisher.close();
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    private <T> CompletionStage<T> onLane(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        core.timers.execute(() -> {
            try {
                work.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(NetworkException.of(failure));
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(NetworkException.of(e));
            }
        });
        return result;
    }

    /** The same listener, except that what it throws harms nobody but itself. */
    private static <T> Consumer<T> guarded(Consumer<T> listener) {
        return news -> {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A listener failed; the lookup goes on.", e);
            }
        };
    }
}
