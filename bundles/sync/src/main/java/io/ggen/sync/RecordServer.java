package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests for records: one after another on a stream, each within half a minute. */
final class RecordServer implements ProtocolHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STREAMS = 8;

    private final Core core;
    private final RecordAnswers answers;
    private final Pace pace;

    RecordServer(Core core) {
        this.core = core;
        this.answers = new RecordAnswers(core.store, core.limits.batch());
        this.pace = new Pace(core.limits.requestsPerSecond(), core.limits.peers());
    }

    @Override
    public List<ProtocolId> protocols() {
        return List.of(Core.RECORDS);
    }

    @Override
    public int streamsPerPeer() {
        return STREAMS;
    }

    @Override
    public void handle(Stream stream) {
        Frames frames = new Frames(stream);
        Steps.repeat(() -> next(stream, frames)).whenComplete((done, failure) -> {
            if (failure == null) {
                stream.close();
            } else {
                stream.reset("a bad request");
                core.timers.execute(() -> failed(stream.peer(), failure));
            }
        });
    }

    private void failed(PeerId peer, Throwable failure) {
        Reason reason = NetworkException.of(failure).reason();
        if (reason != Reason.REFUSED && reason != Reason.TIMED_OUT) {
            core.judge(peer, failure);
        }
    }

    private CompletionStage<Boolean> next(Stream stream, Frames frames) {
        stream.deadline(PATIENCE);
        return Core.read(frames, RecordRequest.LARGEST)
                .thenCompose(request -> request.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : answer(stream, frames, RecordRequest.decode(request.get())));
    }

    private CompletionStage<Boolean> answer(Stream stream, Frames frames, RecordRequest request) {
        return admitted(stream)
                .thenCompose(turn -> looked(request))
                .thenCompose(batch -> frames.write(batch.encode()))
                .thenApply(done -> true);
    }

    /** What is here, or nothing where the store or its queue is in trouble: that is nobody's fault there. */
    private CompletionStage<RecordBatch> looked(RecordRequest request) {
        return core.blocking(() -> answers.to(request)).exceptionallyCompose(failure -> {
            NetworkException why = NetworkException.of(failure);
            return CompletableFuture.failedFuture(
                    why.reason() == Reason.MALFORMED
                            ? why
                            : new NetworkException(Reason.FAILED, "This host cannot look it up."));
        });
    }

    /** Complete when it is the peer's turn. */
    private CompletionStage<Void> admitted(Stream stream) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        core.timers.execute(() -> {
            if (core.isBanned(stream.peer())) {
                turn.completeExceptionally(
                        new NetworkException(Reason.REFUSED, "The peer did too much that is wrong."));
                return;
            }
            Duration wait = pace.next(stream.peer(), core.now());
            if (wait.isZero()) {
                turn.complete(null);
            } else {
                core.timers.schedule(wait, () -> turn.complete(null));
            }
        });
        return turn;
    }
}
