package io.ggen.sync;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.records.RecordId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Asks peers for records, for whoever wants some. */
final class RecordClient implements RecordExchange {
    private static final int MOST_IDS = 10_000;

    private final Core core;
    private int running;

    RecordClient(Core core) {
        this.core = core;
    }

    @Override
    public CompletionStage<Received> byName(PeerId peer, PackageName name, Duration within) {
        return ask(peer, unwanted -> {
            RecordRequest.What what = new RecordRequest.ByName(name);
            return new RecordQuery(core, peer, what, Expected.of(name, core.clock), within, unwanted).run();
        });
    }

    @Override
    public CompletionStage<Received> byPublisher(PeerId peer, PublisherId publisher, Duration within) {
        return ask(peer, unwanted -> {
            RecordRequest.What what = new RecordRequest.ByPublisher(publisher);
            return new RecordQuery(core, peer, what, Expected.of(publisher, core.clock), within, unwanted).run();
        });
    }

    @Override
    public CompletionStage<Received> byIds(PeerId peer, Collection<Digest> ids, Duration within) {
        Set<RecordId> wanted = new LinkedHashSet<>();
        for (Digest id : ids) {
            wanted.add(RecordId.of(id));
        }
        if (wanted.size() > MOST_IDS) {
            throw new IllegalArgumentException(wanted.size() + " ids, at most " + MOST_IDS);
        }
        return ask(peer, unwanted -> {
            BodyQueue queue = new BodyQueue(core, peer, within, unwanted);
            queue.add(wanted);
            return queue.drained().thenApply(done -> queue.tally());
        });
    }

    private CompletionStage<Received> ask(PeerId peer, Function<BooleanSupplier, CompletionStage<Tally>> query) {
        CompletableFuture<Received> result = new CompletableFuture<>();
        core.timers.execute(() -> {
            if (core.isBanned(peer)) {
                result.completeExceptionally(
                        new NetworkException(Reason.REFUSED, "The peer did too much that is wrong lately."));
                return;
            }
            if (running == core.limits.exchanges()) {
                result.completeExceptionally(
                        new NetworkException(Reason.LIMIT, "This host asks for too many records at the moment."));
                return;
            }
            running++;
            query.apply(result::isDone)
                    .whenCompleteAsync(
                            (tally, failure) -> {
                                running--;
                                if (failure == null) {
                                    if (tally.records() > 0) {
                                        core.praise(peer);
                                    }
                                    result.complete(tally.received());
                                } else {
                                    result.completeExceptionally(NetworkException.of(failure));
                                }
                            },
                            core.timers);
        });
        return result;
    }

    /** What one request for ids has. */
    static List<RecordId> some(Set<RecordId> wanted) {
        return wanted.stream().limit(RecordRequest.MOST_IDS).toList();
    }
}
