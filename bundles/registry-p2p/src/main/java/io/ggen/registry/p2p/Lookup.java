package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.Signed;
import io.ggen.records.ValueKey;
import io.ggen.records.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One name, asked about in the network: heads, revocations and latest releases of its publishers in the hash table, and everybody
 * who says that he can answer for the name. What comes is verified and kept by the catalogue, and nowhere else. All of it runs on
 * the lane.
 */
final class Lookup {
    private static final int MOST_IDS = 64;

    /** A key that is nobody's: peers that answer for its head tell that they can be reached, though nobody knows the name. */
    private static final PublicKey NOBODY = PublicKey.of(basePoint());

    private final PackageName name;
    private final Network network;
    private final RecordStore store;
    private final Intake intake;
    private final P2pLimits limits;
    private final Timers lane;
    private final long began;
    private final Duration within;
    private final CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    private final Set<PublisherId> publishers = new HashSet<>();
    private final Set<PeerId> met = new HashSet<>();
    private final Deque<PeerAddresses> waiting = new ArrayDeque<>();
    private final Map<PeerAddresses, Set<RecordId>> willing = new LinkedHashMap<>();
    private final Set<RecordId> underWay = new HashSet<>();
    private int openPeers;
    private int openOthers;
    private boolean reached;
    private boolean answered;
    private boolean hurries;
    private boolean probed;
    private boolean missed;
    private boolean foundAgain;
    private String failure = "nobody answered";
    private Timers.@Nullable Timer end;

    /** A lookup that takes {@code within} at most. */
    Lookup(PackageName name, Network network, RecordStore store, P2pLimits limits, Timers lane, Duration within) {
        this.name = name;
        this.network = network;
        this.store = store;
        this.intake = new Intake(store, name, limits);
        this.limits = limits;
        this.lane = lane;
        this.began = lane.now();
        this.within = within;
    }

    /** A point of the curve that is no secret's. */
    private static byte[] basePoint() {
        byte[] point = new byte[32];
        Arrays.fill(point, (byte) 0x66);
        point[0] = 0x58;
        return point;
    }

    /** What others ask for who look for somebody who can answer for {@code name}. */
    static Digest key(PackageName name) {
        return Digest.sha256Of(("ggen:name:" + name).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Begins; to be called on the lane. Completes with the reason why nobody could be asked, or not all in time, if that is so.
     * All that came is in the catalogue then.
     *
     * @param first publishers that the name may well mean
     */
    CompletionStage<Optional<String>> start(Set<PublisherId> first) {
        end = lane.schedule(within, () -> {
            reached = false;
            finish("no answer within " + shown(within));
        });
        first.forEach(this::meet);
        store.publishers(name).forEach(this::meet);
        find();
        return done;
    }

    /** Looks for those who can answer for the name. */
    private void find() {
        openOthers++;
        CompletionStage<List<PeerAddresses>> providers = network.routing()
                .providers(key(name), limits.peers(), within, found -> lane.execute(guarded(() -> meet(found))));
        then(providers, found -> {
            openOthers--;
            missed = found == null;
            if (found != null) {
                reached |= !found.isEmpty();
                found.forEach(this::meet);
            }
        });
    }

    /** Somebody can be reached by now, so what nobody was there to answer is asked again, once. */
    private void findAgain() {
        missed = false;
        foundAgain = true;
        publishers.forEach(this::lookUp);
        find();
    }

    private static String shown(Duration time) {
        return Math.max(1, (time.toMillis() + 500) / 1000) + " s";
    }

    /** What is known of {@code publisher} under the keys that only he can sign for. */
    private void meet(PublisherId publisher) {
        if (publisher.isLocal() || publishers.size() >= limits.keys() || !publishers.add(publisher)) {
            return;
        }
        lookUp(publisher);
    }

    private void lookUp(PublisherId publisher) {
        value(ValueKey.ofHead(publisher, name), Effort.AGREED, () -> miss(publisher));
        value(ValueKey.ofRevocation(publisher), Effort.FIRST, () -> {});
    }

    private void value(ValueKey key, Effort effort, Runnable behind) {
        openOthers++;
        then(network.values().get(key.bytes(), effort, left()), found -> {
            openOthers--;
            if (found != null) {
                reached |= found.answers() > 0;
                found.value().ifPresent(intake::value);
            }
            behind.run();
        });
    }

    /** The latest release that a head tells of, if it is not here. */
    private void miss(PublisherId publisher) {
        HeadRecord head = store.head(publisher, name).map(Signed::payload).orElse(null);
        Version latest = head == null ? null : head.latest();
        RecordId id = latest == null || head == null ? null : head.versions().get(latest);
        if (latest != null && id != null && !store.isSeen(id)) {
            value(ValueKey.ofRelease(publisher, name, latest), Effort.FIRST, () -> {});
        }
        askForMissing();
    }

    private void meet(PeerAddresses peer) {
        if (met.size() < limits.peers() && met.add(peer.peer())) {
            waiting.add(peer);
            askNext();
        }
    }

    private void askNext() {
        while (openPeers < limits.peersAtOnce() && !waiting.isEmpty()) {
            PeerAddresses peer = waiting.remove();
            openPeers++;
            then(network.exchange().byName(peer, name, left()), received -> take(peer, received));
        }
    }

    private void take(PeerAddresses peer, @Nullable Received received) {
        openPeers--;
        if (received != null) {
            reached = true;
            answered = true;
            store.publishers(name).forEach(this::meet);
            willing.put(peer, new HashSet<>());
            askForMissing();
        }
        askNext();
    }

    /** Asks those who have answered for records that heads name and that are not here: each peer once for each. */
    private void askForMissing() {
        willing.forEach((peer, asked) -> {
            List<RecordId> missing = missing(asked);
            if (!missing.isEmpty()) {
                asked.addAll(missing);
                underWay.addAll(missing);
                openPeers++;
                then(network.exchange().byIds(peer, missing, left()), more -> {
                    openPeers--;
                    missing.forEach(underWay::remove);
                    askForMissing();
                });
            }
        });
    }

    private List<RecordId> missing(Set<RecordId> asked) {
        List<RecordId> missing = new ArrayList<>();
        for (PublisherId publisher : publishers) {
            Map<Version, RecordId> versions = store.head(publisher, name)
                    .<Map<Version, RecordId>>map(head -> head.payload().versions())
                    .orElse(Map.of());
            for (RecordId id : versions.values()) {
                boolean isOpen = !asked.contains(id) && !underWay.contains(id) && !store.isSeen(id);
                if (isOpen && missing.size() < MOST_IDS) {
                    missing.add(id);
                }
            }
        }
        return missing;
    }

    /** The time for one step: a little less than there is, so that it ends before all does. */
    private Duration left() {
        Duration left = within.minusNanos(Math.min(within.toNanos(), lane.now() - began));
        return left.minus(left.dividedBy(10));
    }

    /** Goes on with what {@code stage} gives, or with null if it failed. */
    private <T> void then(CompletionStage<T> stage, Consumer<@Nullable T> next) {
        stage.whenComplete((value, problem) -> lane.execute(guarded(() -> {
            if (problem != null) {
                failure = String.valueOf(NetworkException.of(problem).getMessage());
            }
            next.accept(value);
            look();
        })));
    }

    /** Nothing goes on once it is done; a catalogue that fails ends it. */
    private Runnable guarded(Runnable step) {
        return () -> {
            if (!done.isDone()) {
                try {
                    step.run();
                } catch (ProblemException e) {
                    reached = false;
                    finish(NetworkRegistry.reason(e));
                }
            }
        };
    }

    private void look() {
        if (openPeers == 0 && openOthers == 0 && waiting.isEmpty()) {
            if (reached && missed && !foundAgain) {
                findAgain();
            } else if (reached || probed) {
                finish(failure);
            } else {
                probed = true;
                value(ValueKey.ofHead(NOBODY.id(), name), Effort.FIRST, () -> {});
            }
        } else if (answered && openOthers == 0 && !hurries) {
            hurries = true;
            lane.schedule(limits.grace(), guarded(() -> finish(failure)));
        }
    }

    private void finish(String why) {
        Timers.Timer timer = end;
        if (timer != null) {
            timer.cancel();
        }
        done.complete(reached ? Optional.empty() : Optional.of(why));
    }
}
