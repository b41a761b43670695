package io.ggen.kademlia;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests: one after another on a stream, each to come whole within ten seconds. */
final class Server implements ProtocolHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int STREAMS = 32;

    private final Core core;
    private final Neighbours neighbours;
    private final Replies replies;
    private final Pace pace;

    Server(Core core, Neighbours neighbours, Replies replies) {
        this.core = core;
        this.neighbours = neighbours;
        this.replies = replies;
        this.pace = new Pace(core.settings.limits().requestsPerSecond());
    }

    @Override
    public List<ProtocolId> protocols() {
        return List.of(core.settings.protocol());
    }

    @Override
    public int streamsPerPeer() {
        return STREAMS;
    }

    @Override
    public void handle(Stream stream) {
        new Conversation(stream).run();
    }

    /** One stream. */
    private final class Conversation {
        private final Stream stream;
        private final Frames frames;
        private boolean answered;

        Conversation(Stream stream) {
            this.stream = stream;
            this.frames = new Frames(stream);
        }

        void run() {
            Steps.repeat(this::next).whenComplete((done, failure) -> {
                if (failure == null) {
                    stream.close();
                } else {
                    NetworkException why = NetworkException.of(failure);
                    stream.reset("a bad request");
                    core.timers.execute(() -> failed(why.reason()));
                }
            });
        }

        private CompletionStage<Boolean> next() {
            stream.deadline(PATIENCE);
            return frames.read(MessageCodec.MOST_BYTES)
                    .thenCompose(request ->
                            request.isEmpty() ? CompletableFuture.completedFuture(false) : answer(request.get()));
        }

        private CompletionStage<Boolean> answer(byte[] request) {
            Message message = MessageCodec.decode(request);
            CompletableFuture<Optional<Message>> answer = new CompletableFuture<>();
            core.timers.execute(() -> {
                Duration wait = pace.next(stream.peer(), core.now());
                if (wait.isZero()) {
                    reply(message, answer);
                } else {
                    core.timers.schedule(wait, () -> reply(message, answer));
                }
            });
            return answer.thenCompose(reply -> {
                answered = true;
                return reply.isEmpty()
                        ? CompletableFuture.completedFuture(true)
                        : frames.write(MessageCodec.encode(reply.get())).thenApply(done -> true);
            });
        }

        private void reply(Message message, CompletableFuture<Optional<Message>> answer) {
            try {
                PeerId peer = stream.peer();
                if (core.isBanned(peer)) {
                    throw new NetworkException(Reason.REFUSED, "The peer did too much that is wrong.");
                }
                Optional<Message> reply = replies.to(message, peer, stream.remote());
                neighbours.heard(peer, stream.remote());
                answer.complete(reply);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        private void failed(Reason reason) {
            switch (reason) {
                case MALFORMED -> neighbours.fault(stream.peer(), Fault.MALFORMED);
                case LIMIT -> neighbours.fault(stream.peer(), Fault.OVERSIZED);
                case TIMED_OUT -> {
                    if (!answered) {
                        neighbours.fault(stream.peer(), Fault.SLOW);
                    }
                }
                default -> {}
            }
        }
    }
}
