package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.store.Origin;
import io.ggen.records.store.Taken;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * One request to one peer, on a stream of its own, with all the answers that its cursors lead to. What comes is checked against
 * what was asked for, and goes into the store before the next answer is asked for.
 */
final class RecordQuery {
    private final Core core;
    private final PeerId peer;
    private final Expected expected;
    private final BooleanSupplier unwanted;
    private final long end;
    private RecordRequest request;
    private Tally tally = Tally.NOTHING;
    private int pages;
    private boolean talks;

    /** One that gives up when {@code unwanted} says so, or {@code within} has passed. */
    RecordQuery(
            Core core,
            PeerId peer,
            RecordRequest.What what,
            Expected expected,
            Duration within,
            BooleanSupplier unwanted) {
        this.core = core;
        this.peer = peer;
        this.expected = expected;
        this.unwanted = unwanted;
        this.end = core.now() + within.toNanos();
        this.request = RecordRequest.first(what);
    }

    /** Completes on the lane, with what came; fails where nothing did, or because of a fault, of which note is taken. */
    CompletionStage<Tally> run() {
        CompletableFuture<Tally> result = new CompletableFuture<>();
        core.host
                .open(peer, List.of(Core.RECORDS), left())
                .thenCompose(stream -> {
                    talks = true;
                    return talk(stream);
                })
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure == null) {
                                result.complete(tally);
                                return;
                            }
                            NetworkException why = talks ? core.judge(peer, failure) : NetworkException.of(failure);
                            boolean isCutOff = why.reason() != Reason.REFUSED && why.reason() != Reason.MALFORMED;
                            if (tally.records() > 0 && isCutOff) {
                                result.complete(tally.cutOff());
                            } else {
                                result.completeExceptionally(why);
                            }
                        },
                        core.timers);
        return result;
    }

    /** What came, however it ended. On the lane, once {@link #run} has completed. */
    Tally tally() {
        return tally;
    }

    private Duration left() {
        long nanos = Math.min(end - core.now(), core.limits.patience().toNanos());
        return Duration.ofNanos(Math.max(1, nanos));
    }

    private CompletionStage<Void> talk(Stream stream) {
        Frames frames = new Frames(stream);
        return Steps.repeat(() -> page(stream, frames)).whenComplete((done, failure) -> {
            if (failure == null) {
                stream.close();
            } else {
                stream.reset("the answer is not wanted any more");
            }
        });
    }

    private CompletionStage<Boolean> page(Stream stream, Frames frames) {
        stream.deadline(left());
        return frames.write(request.encode())
                .thenCompose(done -> Core.read(frames, core.limits.batch()))
                .thenApply(bytes -> RecordBatch.decode(bytes.orElseThrow(
                        () -> new NetworkException(Reason.RESET, "The peer ended the stream without an answer."))))
                .thenCompose(batch -> core.blocking(() -> take(batch)));
    }

    /** Whether there is more to come. */
    private boolean take(RecordBatch batch) {
        boolean goesOn = batch.cursor().length > 0;
        if (goesOn
                && (batch.envelopes().isEmpty()
                        || Arrays.equals(batch.cursor(), request.cursor())
                        || ++pages == core.limits.pages())) {
            throw new FaultException(Fault.ENDLESS);
        }
        Origin origin = Origin.peer(peer.toString());
        for (byte[] envelope : batch.envelopes()) {
            if (unwanted.getAsBoolean()) {
                tally = tally.cutOff();
                return false;
            }
            expected.check(envelope);
            Taken taken = core.store.take(envelope, origin);
            if (taken.outcome() == Taken.Outcome.REJECTED) {
                throw new FaultException(Fault.REJECTED);
            }
            tally = tally.with(taken, envelope.length);
        }
        if (goesOn && (unwanted.getAsBoolean() || end - core.now() <= 0)) {
            tally = tally.cutOff();
            return false;
        }
        request = request.next(batch.cursor());
        return goesOn;
    }
}
