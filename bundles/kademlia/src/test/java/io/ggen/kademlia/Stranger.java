package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.kit.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A peer that sends and answers whatever a test wants. */
final class Stranger {
    private final Sim sim;
    final MemoryHost host;
    int asked;

    Stranger(Sim sim, MemoryHost host) {
        this.sim = sim;
        this.host = host;
    }

    Stranger(Sim sim) {
        this(sim, sim.host());
    }

    PeerAddresses address() {
        return new PeerAddresses(host.id(), host.addresses());
    }

    PeerId id() {
        return host.id();
    }

    /** Answers each request with the message that {@code reply} makes of it. */
    Stranger answering(Function<Message, Message> reply) {
        return saying(request -> MessageCodec.encode(reply.apply(MessageCodec.decode(request))));
    }

    /** Answers each request with these bytes in a frame. */
    Stranger saying(Function<byte[], byte[]> reply) {
        host.handle(Streams.handler(KademliaSettings.GGEN, stream -> {
            asked++;
            Frames frames = new Frames(stream);
            frames.read(MessageCodec.MOST_BYTES)
                    .thenCompose(request -> frames.write(reply.apply(request.orElseThrow())))
                    .whenComplete((done, failure) -> stream.close());
        }));
        return this;
    }

    /** Speaks the protocol, and never says a word. */
    Stranger silent() {
        host.handle(Streams.handler(KademliaSettings.GGEN, stream -> asked++));
        return this;
    }

    Stream open(Node to) {
        sim.await(host.connect(to.id(), to.host().addresses(), Sim.LONG));
        return sim.await(host.open(to.id(), List.of(KademliaSettings.GGEN), Sim.LONG));
    }

    /** What comes back for these bytes in a frame: empty if nothing does, or the stream is reset. */
    Optional<Message> say(Node to, byte[] bytes) {
        Stream stream = open(to);
        Frames frames = new Frames(stream);
        CompletionStage<Optional<Message>> answer = frames.write(bytes)
                .thenCompose(done -> frames.read(MessageCodec.MOST_BYTES))
                .thenApply(message -> message.map(MessageCodec::decode))
                .exceptionally(failure -> Optional.empty());
        Optional<Message> result = sim.await(answer);
        stream.close();
        return result;
    }

    Optional<Message> ask(Node to, Message request) {
        return say(to, MessageCodec.encode(request));
    }

    /** Sends what has no answer. */
    void tell(Node to, Message message) {
        Stream stream = open(to);
        sim.await(new Frames(stream).write(MessageCodec.encode(message)));
        stream.close();
        sim.settle(java.time.Duration.ofSeconds(1));
    }

    /** Sends {@code count} requests at once, each on a stream of its own in batches of 30, and waits for all answers. */
    int flood(Node to, Message request, int count) {
        int answered = 0;
        for (int sent = 0; sent < count; sent += 30) {
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Stream stream = open(to);
                Frames frames = new Frames(stream);
                answers.add(frames.write(MessageCodec.encode(request))
                        .thenCompose(done -> frames.read(MessageCodec.MOST_BYTES))
                        .handle((message, failure) -> failure == null && message.isPresent())
                        .toCompletableFuture());
                answers.get(i).thenAccept(done -> stream.close());
            }
            for (CompletableFuture<Boolean> answer : answers) {
                answered += sim.await(answer) ? 1 : 0;
            }
        }
        return answered;
    }
}
