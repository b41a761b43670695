package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Joins the network, and from time to time looks up keys in all parts of it, so that the table stays whole. On the lane. */
final class Upkeep {
    private static final int DEEPEST_BUCKET = 12;
    private static final int FEW_PEERS = 3;
    private static final int CHECKS = 16;
    private static final Duration LOOKUP = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SILENT = Duration.ofMinutes(15);
    private static final long BUCKET_FRESH = Duration.ofMinutes(50).toNanos();

    private final Core core;
    private final Requests requests;
    private final Neighbours neighbours;
    private final Lookups lookups;
    private final Store store;
    private final PeerMemory memory;
    private final List<PeerAddresses> entries = new ArrayList<>();
    private boolean closed;
    private boolean refreshing;
    private Timers.@Nullable Timer nextRefresh;
    private Timers.@Nullable Timer nextMinute;

    Upkeep(Core core, Requests requests, Neighbours neighbours, Lookups lookups, Store store, PeerMemory memory) {
        this.core = core;
        this.requests = requests;
        this.neighbours = neighbours;
        this.lookups = lookups;
        this.store = store;
        this.memory = memory;
    }

    void start() {
        core.arrivals.whenAlone(this::refresh);
        core.arrivals.begin();
        minute();
        nextRefresh = core.timers.schedule(core.jittered(core.settings.refresh()), this::refreshAgain);
    }

    private void minute() {
        if (!closed) {
            neighbours.dialled().tidy();
            store.expire();
            nextMinute = core.timers.schedule(core.jittered(MINUTE), this::minute);
        }
    }

    private void refreshAgain() {
        if (!closed) {
            neighbours.checkSilent(SILENT, CHECKS);
            CompletionStage<?> peers =
                    core.table.size() < FEW_PEERS ? enter() : CompletableFuture.completedFuture(null);
            peers.whenComplete((entered, failure) -> refresh());
            save();
            nextRefresh = core.timers.schedule(core.jittered(core.settings.refresh()), this::refreshAgain);
        }
    }

    /**
     * Asks these peers, and those remembered, about this host, and then those they tell of; completes, when the nearest have
     * answered, with the number of peers in the table.
     */
    CompletionStage<Integer> join(List<PeerAddresses> known) {
        for (PeerAddresses peer : known) {
            if (entries.size() < PeerMemory.MOST && !entries.contains(peer)) {
                entries.add(peer);
            }
        }
        return enter().thenCompose(entered -> {
            if (core.table.size() == 0) {
                core.arrivals.nobody();
                return CompletableFuture.completedFuture(0);
            }
            CompletableFuture<Integer> joined = new CompletableFuture<>();
            lookups.nearest(core.id.bytes(), 1, KademliaSettings.HOLDERS, LOOKUP)
                    .whenComplete((found, failure) -> {
                        joined.complete(core.table.size());
                        refresh();
                    });
            return joined;
        });
    }

    /** Completes when one peer has answered, or none does. */
    private CompletionStage<Void> enter() {
        List<PeerAddresses> all = new ArrayList<>(entries);
        List<PeerAddresses> remembered = memory.load();
        all.addAll(remembered.subList(0, Math.min(PeerMemory.MOST, remembered.size())));
        CompletableFuture<Void> entered = new CompletableFuture<>();
        byte[] request = MessageCodec.encode(Message.request(Kind.FIND_NODE, core.id.bytes()));
        int[] left = {all.size()};
        if (all.isEmpty()) {
            entered.complete(null);
        }
        for (PeerAddresses peer : all) {
            requests.ask(Contact.of(peer.peer(), peer.addresses()), request).whenComplete((answer, failure) -> {
                left[0]--;
                if (failure == null || left[0] == 0) {
                    entered.complete(null);
                }
            });
        }
        return entered;
    }

    /** Looks up this host and a key in each part of the network that was not looked at lately. */
    private void refresh() {
        if (refreshing || closed || core.table.size() == 0) {
            return;
        }
        refreshing = true;
        List<byte[]> keys = new ArrayList<>();
        int deeper = core.table.size();
        for (int index = 0; index <= DEEPEST_BUCKET && deeper >= KademliaSettings.HOLDERS; index++) {
            // what is deeper than the twentieth nearest peer is found by looking up this host
            deeper -= core.table.count(index);
            Bucket bucket = core.table.bucket(index);
            if (bucket.lookedUp == 0 || core.now() - bucket.lookedUp > BUCKET_FRESH) {
                byte[] key = keyIn(index);
                if (key != null) {
                    bucket.lookedUp = Math.max(1, core.now());
                    keys.add(key);
                }
            }
        }
        int[] next = {0};
        Steps.repeat(() -> closed || next[0] == keys.size()
                        ? CompletableFuture.completedFuture(false)
                        : lookups.nearest(keys.get(next[0]++), 1, KademliaSettings.HOLDERS, LOOKUP)
                                .thenApply(this::measured))
                .thenCompose(done -> lookups.nearest(core.id.bytes(), 1, KademliaSettings.HOLDERS, LOOKUP))
                .whenComplete((done, failure) -> {
                    refreshing = false;
                    save();
                });
    }

    private boolean measured(Lookup.Result found) {
        if (found.closest().size() >= KademliaSettings.HOLDERS) {
            core.size.sample(
                    found.closest().get(KademliaSettings.HOLDERS - 1).distance.share());
        }
        return true;
    }

    /** Some key in the bucket of this index, found by trying. */
    private byte @Nullable [] keyIn(int index) {
        byte[] key = new byte[Key.BYTES];
        for (int tries = 16 << index; tries > 0; tries--) {
            core.random.nextBytes(key);
            if (core.self.commonBits(Key.of(key)) == index) {
                return key;
            }
        }
        return null;
    }

    private void save() {
        List<Entry> best = new ArrayList<>(core.table.entries());
        best.removeIf(entry -> !entry.isLive());
        best.sort(Comparator.comparingLong(entry -> entry.since));
        List<PeerAddresses> peers = new ArrayList<>();
        for (Entry entry : best.subList(0, Math.min(PeerMemory.MOST, best.size()))) {
            peers.add(entry.contact.toPeer());
        }
        if (!peers.isEmpty()) {
            memory.save(peers);
        }
    }

    void close() {
        closed = true;
        if (nextRefresh != null) {
            nextRefresh.cancel();
        }
        if (nextMinute != null) {
            nextMinute.cancel();
        }
        save();
    }
}
