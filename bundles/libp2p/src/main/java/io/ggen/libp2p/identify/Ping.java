package io.ggen.libp2p.identify;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Ping (libp2p specs, {@code ping/ping.md}): 32 bytes and back. */
public final class Ping implements ProtocolHandler {
    /** The protocol's name. */
    public static final ProtocolId PROTOCOL = new ProtocolId("/ipfs/ping/1.0.0");

    private static final int LENGTH = 32;
    private static final Duration BETWEEN = Duration.ofMinutes(2);
    private static final int STREAMS_PER_PEER = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Answers pings. */
    public Ping() {}

    @Override
    public List<ProtocolId> protocols() {
        return List.of(PROTOCOL);
    }

    @Override
    public int streamsPerPeer() {
        return STREAMS_PER_PEER;
    }

    @Override
    public void handle(Stream stream) {
        Steps.repeat(() -> {
                    stream.deadline(BETWEEN);
                    return stream.read()
                            .thenCompose(bytes -> bytes.hasRemaining()
                                    ? stream.write(bytes).thenApply(done -> true)
                                    : stream.finish().thenApply(done -> false));
                })
                .exceptionally(failure -> {
                    stream.reset("the ping was broken off");
                    return null;
                });
    }

    /** Pings once on {@code stream}, and ends it. Fails as the stream does, or MALFORMED if other bytes come back. */
    public static CompletionStage<Duration> once(Stream stream, Duration within) {
        stream.deadline(within);
        byte[] sent = new byte[LENGTH];
        RANDOM.nextBytes(sent);
        long start = System.nanoTime();
        ByteBuffer back = ByteBuffer.allocate(LENGTH);
        CompletionStage<Void> written = stream.write(ByteBuffer.wrap(sent)).thenCompose(done -> stream.finish());
        return Steps.repeat(() -> stream.read().thenApply(bytes -> {
                    if (!bytes.hasRemaining() || bytes.remaining() > back.remaining()) {
                        throw NetworkException.malformed("A ping came back with another length.");
                    }
                    return back.put(bytes).hasRemaining();
                }))
                .thenCombine(written, (done, also) -> {
                    if (!back.flip().equals(ByteBuffer.wrap(sent))) {
                        throw NetworkException.malformed("A ping came back with other bytes.");
                    }
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .thenCompose(took -> atEnd(stream).thenApply(end -> took))
                .whenComplete((took, failure) -> {
                    if (failure != null) {
                        stream.reset("the ping failed");
                    }
                });
    }

    /** Waits a moment for the peer to end its direction too; some never do. */
    private static CompletionStage<Void> atEnd(Stream stream) {
        stream.deadline(Duration.ofSeconds(1));
        CompletableFuture<Void> over = new CompletableFuture<>();
        stream.read().whenComplete((bytes, failure) -> {
            stream.close();
            over.complete(null);
        });
        return over;
    }
}
