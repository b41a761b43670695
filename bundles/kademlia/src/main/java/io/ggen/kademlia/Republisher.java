package io.ggen.kademlia;

import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Puts again, in time, what this host keeps alive: in sweeps through the key space, so that neighbouring keys share a lookup.
 * What was put when is remembered across restarts. On the lane.
 */
final class Republisher {
    private static final int SWEEPS = 12;
    private static final int SAVE_EVERY = 500;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Core core;
    private final Lookups lookups;
    private final Spreading spreading;
    private final Store store;
    private final SweepMemory memory;
    private final TreeMap<Key, Item> items = new TreeMap<>();
    private final Map<Key, Long> past;
    private boolean sweeping;
    private boolean closed;
    private int unsaved;
    private long lookedUp;
    private Timers.@Nullable Timer next;
    private long nextAt;

    private static final class Item {
        private final byte[] key;
        private byte @Nullable [] value;
        private long told;

        Item(byte[] key) {
            this.key = key;
        }
    }

    Republisher(Core core, Lookups lookups, Spreading spreading, Store store, SweepMemory memory) {
        this.core = core;
        this.lookups = lookups;
        this.spreading = spreading;
        this.store = store;
        this.memory = memory;
        this.past = new HashMap<>(memory.load().map(SweepState::decode).orElse(Map.of()));
        long oldest = core.clock.millis() - core.settings.expiry().toMillis();
        past.values().removeIf(told -> told < oldest);
    }

    void start() {
        sweepIn(core.jittered(interval()));
    }

    private Duration interval() {
        return core.settings.republish().dividedBy(SWEEPS);
    }

    /** Keeps a value, or a provider if there is none, alive from now on; false if there are too many. */
    boolean keep(byte[] key, byte @Nullable [] value) {
        Key point = Key.of(key);
        Item item = items.get(point);
        if (item == null) {
            if (items.size() >= core.settings.limits().kept()) {
                return false;
            }
            item = new Item(key);
            Long told = past.remove(point);
            item.told = told == null ? 0 : told;
            items.put(point, item);
        }
        item.value = value;
        if (isDue(item)) {
            sweepIn(core.jittered(SOON));
        }
        return true;
    }

    /** Whether this host says that it has the content of {@code key}. */
    boolean provides(byte[] key) {
        Item item = items.get(Key.of(key));
        return item != null && item.value == null;
    }

    void drop(byte[] key) {
        items.remove(Key.of(key));
    }

    int size() {
        return items.size();
    }

    /** How many lookups sweeps have needed. */
    long lookedUp() {
        return lookedUp;
    }

    /** The key was put just now. */
    void told(byte[] key) {
        Item item = items.get(Key.of(key));
        if (item != null) {
            item.told = core.clock.millis();
            if (++unsaved >= SAVE_EVERY) {
                save();
            }
        }
    }

    private boolean isDue(Item item) {
        long age = core.clock.millis() - item.told;
        return age < 0 || age >= core.settings.republish().minus(interval()).toMillis();
    }

    private void sweepIn(Duration delay) {
        long at = core.now() + delay.toNanos();
        if (closed || sweeping || next != null && nextAt - at <= 0) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        nextAt = at;
        next = core.timers.schedule(delay, this::sweep);
    }

    private void sweep() {
        next = null;
        List<Key> due = new ArrayList<>();
        for (Map.Entry<Key, Item> one : items.entrySet()) {
            if (isDue(one.getValue())) {
                due.add(one.getKey());
            }
        }
        sweeping = true;
        Sweep sweep = new Sweep(due.iterator());
        Steps.repeat(sweep::step).whenComplete((done, failure) -> {
            sweeping = false;
            save();
            sweepIn(core.jittered(failure == null ? interval() : AFTER_FAILURE));
        });
    }

    /** One way through the key space. */
    private final class Sweep {
        private final Iterator<Key> due;
        private @Nullable Region region;

        Sweep(Iterator<Key> due) {
            this.due = due;
        }

        CompletionStage<Boolean> step() {
            if (closed || !due.hasNext()) {
                return CompletableFuture.completedFuture(false);
            }
            Key point = due.next();
            Item item = items.get(point);
            if (item == null || !isDue(item)) {
                return CompletableFuture.completedFuture(true);
            }
            Region present = region;
            if (present != null && present.covers(point)) {
                return tell(item, present, point);
            }
            lookedUp++;
            return lookups.nearest(item.key, core.settings.paths(), Region.WIDTH, PATIENCE)
                    .thenCompose(found -> {
                        Region around = Region.of(point, found.closest());
                        region = around;
                        return tell(item, around, point);
                    });
        }

        private CompletionStage<Boolean> tell(Item item, Region around, Key point) {
            List<Contact> peers = around.nearest(point, core.size.region());
            HeldValues.Held held = item.value == null ? null : store.value(item.key);
            if (held != null) {
                item.value = held.value();
            }
            byte[] value = item.value;
            CompletionStage<Receipt> told = value == null
                    ? spreading.provide(item.key, peers, PATIENCE)
                    : spreading.put(item.key, value, peers, PATIENCE, receipt -> {});
            return told.thenApply(receipt -> {
                if (receipt.isAnnounced()) {
                    told(item.key);
                }
                return true;
            });
        }
    }

    private void save() {
        unsaved = 0;
        Map<Key, Long> told = new HashMap<>(past);
        for (Map.Entry<Key, Item> one : items.entrySet()) {
            if (one.getValue().told > 0) {
                told.put(one.getKey(), one.getValue().told);
            }
        }
        memory.save(SweepState.encode(told));
    }

    void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        save();
    }
}
