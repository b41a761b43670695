package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the sessions that others begin: one a peer, a few at once, each bounded in round trips and time. */
final class SyncServer implements ProtocolHandler {
    /** Hears how sessions ended. On the lane. */
    @FunctionalInterface
    interface Listener {
        /** The session of {@code peer} ended well; whether its set differs, and whether it may have what is not here. */
        void served(PeerId peer, boolean differs, boolean mayLack);
    }

    private final Core core;
    private final Listener listener;
    private int running;
    private long served;

    SyncServer(Core core, Listener listener) {
        this.core = core;
        this.listener = listener;
    }

    /** How many sessions ended well. On the lane. */
    long served() {
        return served;
    }

    @Override
    public List<ProtocolId> protocols() {
        return List.of(Core.SYNC);
    }

    @Override
    public int streamsPerPeer() {
        return 1;
    }

    @Override
    public void handle(Stream stream) {
        stream.deadline(core.limits.session());
        core.timers.execute(() -> {
            if (core.isBanned(stream.peer()) || running == core.limits.served()) {
                stream.reset("busy, or not willing");
                return;
            }
            running++;
            serve(stream);
        });
    }

    private void serve(Stream stream) {
        Frames frames = new Frames(stream);
        AtomicInteger rounds = new AtomicInteger();
        core.blocking(() -> new Responder(core.store.syncSet(), core.limits.frame()))
                .thenCompose(responder ->
                        Steps.repeat(() -> round(frames, responder, rounds)).thenApply(done -> responder))
                .whenCompleteAsync(
                        (responder, failure) -> {
                            running--;
                            if (failure == null) {
                                stream.close();
                                served++;
                                listener.served(stream.peer(), responder.differs(), responder.mayLack());
                            } else {
                                stream.reset("the sync failed");
                                core.judge(stream.peer(), failure);
                            }
                        },
                        core.timers);
    }

    private CompletionStage<Boolean> round(Frames frames, Responder responder, AtomicInteger rounds) {
        return Core.read(frames, core.limits.frame()).thenCompose(question -> {
            if (question.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            if (rounds.incrementAndGet() > core.limits.rounds()) {
                throw new FaultException(Fault.ENDLESS);
            }
            return looked(responder, question.get()).thenCompose(frames::write).thenApply(done -> true);
        });
    }

    /** The answer; where this host has too much to do, that is no fault of the peer. */
    private CompletionStage<byte[]> looked(Responder responder, byte[] question) {
        return core.blocking(() -> responder.answer(question)).exceptionallyCompose(failure -> {
            NetworkException why = NetworkException.of(failure);
            return CompletableFuture.failedFuture(
                    why.reason() == Reason.MALFORMED
                            ? why
                            : new NetworkException(Reason.FAILED, "This host cannot look it up."));
        });
    }
}
