package io.ggen.kademlia;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Puts and gets values. On the lane. */
final class Values {
    private static final Duration TO_CORRECT = Duration.ofSeconds(10);

    private final Core core;
    private final Neighbours neighbours;
    private final Store store;
    private final Lookups lookups;
    private final Spreading spreading;
    private final Republisher republisher;

    Values(
            Core core,
            Neighbours neighbours,
            Store store,
            Lookups lookups,
            Spreading spreading,
            Republisher republisher) {
        this.core = core;
        this.neighbours = neighbours;
        this.store = store;
        this.lookups = lookups;
        this.spreading = spreading;
        this.republisher = republisher;
    }

    /** Puts a value at the nearest peers, and keeps it alive from now on. */
    CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress) {
        if (!keep(key, value)) {
            throw NetworkException.malformed("The value is not valid under its key; it was not put anywhere.");
        }
        long start = core.now();
        return lookups.nearest(key, core.settings.paths(), KademliaSettings.HOLDERS, within)
                .thenCompose(found -> spreading.put(key, value, found.contacts(), core.left(within, start), progress))
                .thenApply(receipt -> {
                    if (receipt.isAnnounced()) {
                        republisher.told(key);
                    }
                    return receipt;
                });
    }

    /** Holds a value, and puts it from time to time; false if it is not valid. */
    boolean keep(byte[] key, byte[] value) {
        boolean isShort = key.length <= MessageCodec.MOST_KEY
                && value.length <= core.settings.limits().value();
        if (!isShort || !core.validators.isValid(key, value)) {
            return false;
        }
        store.offer(key, value, null);
        republisher.keep(key, value);
        return true;
    }

    CompletionStage<Found> get(byte[] key, Effort effort, Duration within) {
        HeldValues.Held held = store.value(key);
        boolean first = effort == Effort.FIRST;
        if (held != null && (first || core.table.size() == 0)) {
            return CompletableFuture.completedFuture(
                    new Found(Optional.of(held.value().clone()), 0, first));
        }
        Reading reading = new Reading(core, neighbours, key, first, held == null ? null : held.value());
        Lookup.Goal goal = new Lookup.Goal(
                Message.request(Kind.GET_VALUE, key),
                first ? 1 : core.settings.paths(),
                KademliaSettings.HOLDERS,
                !first,
                reading);
        return lookups.start(goal, within).thenApply(result -> found(key, reading, first, result));
    }

    private Found found(byte[] key, Reading reading, boolean first, Lookup.Result result) {
        byte[] best = reading.best();
        if (best == null) {
            return new Found(Optional.empty(), result.answered(), result.enough());
        }
        if (!first) {
            store.offer(key, best, null);
            spreading.put(key, best, reading.toCorrect(result.closest()), TO_CORRECT, receipt -> {});
        }
        return new Found(Optional.of(best.clone()), result.answered(), first || result.enough());
    }
}
