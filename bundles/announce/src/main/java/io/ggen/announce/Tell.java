package io.ggen.announce;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.publishing.Outbox;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.HeadRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the network of one release or head, once: to the peers nearest to the keys, to everybody who listens, and who has the
 * bytes. Steps run side by side; its state is touched on the lane alone.
 */
final class Tell {
    private final Surroundings around;
    private final Outbox.Entry entry;
    private final Duration within;
    private final Consumer<Receipt> progress;
    private final CompletableFuture<Receipt> done = new CompletableFuture<>();
    private ValueStore.@Nullable Receipt ofRelease;
    private ValueStore.@Nullable Receipt ofHead;
    private volatile OwnRecords.@Nullable Pair pair;
    private int told;
    private int open = 1;

    Tell(Surroundings around, Outbox.Entry entry, Duration within, Consumer<Receipt> progress) {
        this.around = around;
        this.entry = entry;
        this.within = within;
        this.progress = progress;
    }

    /** Under what hosts that can answer for a name are found (GGEN-WIRE section 3). */
    static Digest nameKey(PackageName name) {
        return Digest.sha256Of(("ggen:name:" + name).getBytes(StandardCharsets.UTF_8));
    }

    CompletionStage<Receipt> run() {
        try {
            around.disk().execute(this::find);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(Problem.of(
                            "This host is busy announcing; " + what() + " goes out later by itself.", "ggen p2p status")
                    .asException(e));
        }
        return done;
    }

    Outbox.Entry entry() {
        return entry;
    }

    /** Whether this machine has a newer head by now than the one that was told. May block on disk. */
    boolean isOutdated() {
        OwnRecords.Pair found = pair;
        Signed<HeadRecord> now = around.records()
                .of(new Outbox.Entry(entry.publisher(), entry.name(), null))
                .head();
        return found != null
                && now != null
                && (found.head() == null
                        || now.payload().seq() > found.head().payload().seq());
    }

    private String what() {
        return entry.version() == null ? "the head of " + entry.name() : entry.name() + "@" + entry.version();
    }

    private void find() {
        try {
            OwnRecords.Pair pair = around.records().of(entry);
            this.pair = pair;
            if (pair.isEmpty() || (entry.version() != null && pair.release() == null)) {
                throw Problem.of(
                                "No signed record of " + what() + " by " + entry.publisher()
                                        + " is on this machine; nothing was announced.",
                                "ggen publish DIR")
                        .asException();
            }
            if (entry.version() == null && !wasToldBefore()) {
                throw Problem.of(entry.name() + " by " + entry.publisher()
                                + " was never announced, so its head is not either; nothing was announced.")
                        .asException();
            }
            List<Signed<?>> records = new ArrayList<>(2);
            if (pair.release() != null) {
                records.add(pair.release());
            }
            if (pair.head() != null) {
                records.add(pair.head());
            }
            for (Signed<?> record : records) {
                around.store().take(record.toBytes(), Origin.HERE);
            }
            around.timers().execute(() -> tell(pair));
        } catch (RuntimeException | LinkageError e) {
            done.completeExceptionally(e);
        }
    }

    private boolean wasToldBefore() {
        RecordStore store = around.store();
        return store.head(entry.publisher(), entry.name()).isPresent()
                || !store.releases(entry.publisher(), entry.name()).isEmpty();
    }

    private void tell(OwnRecords.Pair pair) {
        if (pair.head() != null) {
            put(pair.head(), receipt -> ofHead = receipt);
        }
        if (pair.release() != null) {
            put(pair.release(), receipt -> ofRelease = receipt);
            await(around.contents().provide(pair.release().payload().archive().sha256(), within), count -> {});
            await(around.contents().provide(nameKey(entry.name()), within), count -> {});
        }
        byte[] message = Announcement.write(
                pair.head() == null ? null : pair.head().toBytes(),
                pair.release() == null ? null : pair.release().toBytes(),
                null);
        await(around.pubsub().publish(Announcement.TOPIC, message), count -> told = count);
        closed();
    }

    private void put(Signed<?> record, Consumer<ValueStore.Receipt> note) {
        byte[] key = record.payload().valueKey().bytes();
        await(around.values().put(key, record.toBytes(), within, receipt -> onLane(() -> note.accept(receipt))), note);
    }

    private <T> void await(CompletionStage<T> stage, Consumer<T> note) {
        open++;
        stage.whenComplete((value, failure) -> around.timers().execute(() -> {
            if (failure == null) {
                note.accept(value);
                progress.accept(receipt());
            }
            closed();
        }));
    }

    private void onLane(Runnable change) {
        around.timers().execute(() -> {
            change.run();
            progress.accept(receipt());
        });
    }

    private void closed() {
        open--;
        if (open == 0) {
            done.complete(receipt());
        }
    }

    private Receipt receipt() {
        Set<Object> peers = new HashSet<>();
        for (Connection connection : around.host().connections()) {
            peers.add(connection.peer());
        }
        ValueStore.Receipt fewer = fewer();
        return new Receipt(
                peers.size(),
                fewer == null ? 0 : fewer.holders(),
                fewer == null ? 0 : fewer.asked(),
                told,
                !around.host().addresses().isEmpty());
    }

    private ValueStore.@Nullable Receipt fewer() {
        if (ofRelease == null || ofHead == null) {
            return ofRelease == null ? ofHead : ofRelease;
        }
        return ofHead.holders() < ofRelease.holders() ? ofHead : ofRelease;
    }
}
