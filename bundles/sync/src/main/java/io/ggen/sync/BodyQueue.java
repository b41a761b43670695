package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.records.RecordId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Gets records of which the ids are known from one peer, several requests at once. For the lane, where stages complete. */
final class BodyQueue {
    private final Core core;
    private final PeerId peer;
    private final BooleanSupplier unwanted;
    private final long end;
    private final Set<RecordId> waiting = new LinkedHashSet<>();
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private Tally tally = Tally.NOTHING;
    private int running;
    private @Nullable NetworkException failure;

    /** One that begins no request once {@code unwanted} says so, or {@code within} has passed. */
    BodyQueue(Core core, PeerId peer, Duration within, BooleanSupplier unwanted) {
        this.core = core;
        this.peer = peer;
        this.unwanted = unwanted;
        this.end = core.now() + within.toNanos();
    }

    /** Ids to ask for; those that wait already count once. */
    void add(Collection<RecordId> ids) {
        waiting.addAll(ids);
        begin();
    }

    private boolean isOver() {
        return failure != null || unwanted.getAsBoolean() || end - core.now() <= 0;
    }

    private void begin() {
        while (running < core.limits.requests() && !waiting.isEmpty() && !isOver()) {
            List<RecordId> ids = RecordClient.some(waiting);
            ids.forEach(waiting::remove);
            running++;
            RecordQuery query = new RecordQuery(
                    core,
                    peer,
                    new RecordRequest.ByIds(ids),
                    Expected.ids(new HashSet<>(ids)),
                    Duration.ofNanos(Math.max(1, end - core.now())),
                    () -> false);
            query.run().whenComplete((got, why) -> ended(ids, query.tally(), why));
        }
    }

    private void ended(List<RecordId> ids, Tally got, @Nullable Throwable why) {
        running--;
        tally = tally.with(got);
        if (why != null) {
            waiting.addAll(ids);
            failure = failure == null ? NetworkException.of(why) : failure;
        }
        begin();
        CompletableFuture<Void> before = change;
        change = new CompletableFuture<>();
        before.complete(null);
    }

    /** How many ids are not asked for yet. */
    int waiting() {
        return waiting.size();
    }

    /** Those that are not asked for yet. */
    List<RecordId> rest() {
        return List.copyOf(waiting);
    }

    /** What came so far. */
    Tally tally() {
        return waiting.isEmpty() ? tally : tally.cutOff();
    }

    /** Complete when at most {@code most} ids wait, or no more is asked for; fails if a request failed. */
    CompletionStage<Void> below(int most) {
        return until(() -> waiting.size() <= most);
    }

    /** Complete when nothing waits or is under way; fails if a request failed and nothing came at all. */
    CompletionStage<Void> drained() {
        return until(() -> false);
    }

    private CompletionStage<Void> until(BooleanSupplier enough) {
        if (running == 0 && (waiting.isEmpty() || isOver()) || enough.getAsBoolean() || failure != null) {
            NetworkException failed = failure;
            if (failed != null && running > 0) {
                return change.thenCompose(done -> until(enough));
            }
            boolean isBad = failed != null
                    && (tally.records() == 0
                            || failed.reason() == NetworkException.Reason.REFUSED
                            || failed.reason() == NetworkException.Reason.MALFORMED);
            return isBad && failed != null
                    ? CompletableFuture.failedFuture(failed)
                    : CompletableFuture.completedFuture(null);
        }
        return change.thenCompose(done -> until(enough));
    }
}
