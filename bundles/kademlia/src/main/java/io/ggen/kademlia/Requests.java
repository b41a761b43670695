package io.ggen.kademlia;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends requests, each on a stream of its own, to peers that are dialled if need be. Called, and answers, on the lane. */
final class Requests {
    private final Core core;
    private final Neighbours neighbours;
    private final Patience dialling = new Patience();
    private final Patience asking = new Patience();
    private long sent;

    Requests(Core core, Neighbours neighbours) {
        this.core = core;
        this.neighbours = neighbours;
    }

    /** How many requests were sent. */
    long sent() {
        return sent;
    }

    private Patience patience(Contact to) {
        return neighbours.isConnected(to.peer()) ? asking : dialling;
    }

    /** After what time somebody else should be asked as well. */
    Duration hedge(Contact to) {
        return patience(to).hedge();
    }

    /** Sends a request and completes with its answer, or fails with {@link NetworkException}; never takes over 5 s. */
    CompletionStage<Answer> ask(Contact to, byte[] request) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        Patience patience = patience(to);
        boolean dials = patience == dialling;
        Duration within = patience.limit();
        long start = core.now();
        open(to, within)
                .thenCompose(stream -> exchange(stream, request, within))
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (failure == null) {
                                patience.took(core.now() - start);
                                neighbours.answered(to, answer.remote(), dials);
                                result.complete(answer);
                            } else {
                                NetworkException why = NetworkException.of(failure);
                                neighbours.failed(to, why);
                                result.completeExceptionally(why);
                            }
                        },
                        core.timers);
        return result;
    }

    /** Sends a message that has no answer; completes when it is sent. */
    CompletionStage<Void> tell(Contact to, byte[] message) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Duration within = patience(to).limit();
        open(to, within)
                .thenCompose(stream -> {
                    stream.deadline(within);
                    return new Frames(stream).write(message).whenComplete((done, failure) -> stream.close());
                })
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure == null) {
                                result.complete(null);
                            } else {
                                NetworkException why = NetworkException.of(failure);
                                neighbours.failed(to, why);
                                result.completeExceptionally(why);
                            }
                        },
                        core.timers);
        return result;
    }

    /** Whether the peer is there. */
    CompletionStage<Multiaddr> ping(Contact to) {
        CompletableFuture<Multiaddr> result = new CompletableFuture<>();
        Duration within = patience(to).limit();
        connect(to, within)
                .thenCompose(
                        connection -> core.host.ping(to.peer(), within).thenApply(roundTrip -> connection.remote()))
                .whenCompleteAsync(
                        (remote, failure) -> {
                            if (failure == null) {
                                result.complete(remote);
                            } else {
                                result.completeExceptionally(NetworkException.of(failure));
                            }
                        },
                        core.timers);
        return result;
    }

    private CompletionStage<Connection> connect(Contact to, Duration within) {
        neighbours.using(to.peer());
        return core.host.connect(to.peer(), to.addresses(), within);
    }

    private CompletionStage<Stream> open(Contact to, Duration within) {
        sent++;
        return connect(to, within)
                .thenCompose(connection -> core.host.open(to.peer(), List.of(core.settings.protocol()), within));
    }

    private static CompletionStage<Answer> exchange(Stream stream, byte[] request, Duration within) {
        stream.deadline(within);
        Frames frames = new Frames(stream);
        return frames.write(request)
                .thenCompose(done -> frames.read(MessageCodec.MOST_BYTES))
                .thenApply(bytes -> new Answer(
                        MessageCodec.decode(bytes.orElseThrow(() ->
                                new NetworkException(Reason.RESET, "The peer ended the stream without an answer."))),
                        stream.remote()))
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        stream.close();
                    } else {
                        stream.reset("there was no answer");
                    }
                });
    }
}
