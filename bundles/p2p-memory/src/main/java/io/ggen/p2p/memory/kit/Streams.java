package io.ggen.p2p.memory.kit;

import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What tests do with streams. */
public final class Streams {
    private Streams() {}

    /** A handler of one protocol. */
    public static ProtocolHandler handler(ProtocolId protocol, Consumer<Stream> action) {
        return handler(protocol, 1000, action);
    }

    /** A handler of one protocol with a limit. */
    public static ProtocolHandler handler(ProtocolId protocol, int streamsPerPeer, Consumer<Stream> action) {
        return new ProtocolHandler() {
            @Override
            public List<ProtocolId> protocols() {
                return List.of(protocol);
            }

            @Override
            public void handle(Stream stream) {
                action.accept(stream);
            }

            @Override
            public int streamsPerPeer() {
                return streamsPerPeer;
            }
        };
    }

    /** Sends back what comes, and ends when the peer does. */
    public static void echo(Stream stream) {
        Steps.repeat(() -> stream.read()
                        .thenCompose(bytes -> bytes.hasRemaining()
                                ? stream.write(bytes).thenApply(done -> true)
                                : stream.finish().thenApply(done -> false)))
                .exceptionally(failure -> {
                    stream.reset("the echo failed");
                    return null;
                });
    }

    /** All bytes up to the peer's end. */
    public static CompletionStage<byte[]> readAll(Stream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        return Steps.repeat(() -> stream.read().thenApply(bytes -> {
                    all.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                    return bytes.hasRemaining();
                }))
                .thenApply(done -> all.toByteArray());
    }

    /** Writes all in pieces of 1 to {@code largest} bytes and finishes. */
    public static CompletionStage<Void> writeAll(Stream stream, byte[] all, int largest, SplittableRandom random) {
        ByteBuffer left = ByteBuffer.wrap(all);
        return Steps.repeat(() -> {
            if (!left.hasRemaining()) {
                return stream.finish().thenApply(done -> false);
            }
            int length = Math.min(left.remaining(), 1 + random.nextInt(largest));
            ByteBuffer piece = left.slice().limit(length);
            left.position(left.position() + length);
            return stream.write(piece).thenApply(done -> true);
        });
    }

    /** Writes {@code all} and finishes, while reading to the peer's end. */
    public static CompletionStage<byte[]> exchange(Stream stream, byte[] all, int largest, SplittableRandom random) {
        CompletionStage<byte[]> answer = readAll(stream);
        return writeAll(stream, all, largest, random).thenCompose(done -> answer);
    }

    /** Random bytes. */
    public static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** A stage that fails is what is wanted; completes with its failure. */
    public static CompletionStage<Throwable> failureOf(CompletionStage<?> stage) {
        CompletableFuture<Throwable> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.completeExceptionally(new AssertionError("did not fail but gave " + value));
            } else {
                result.complete(failure);
            }
        });
        return result;
    }
}
