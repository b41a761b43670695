package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.Recorder.Kind;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.p2p.memory.kit.TestSigner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that make a good connection and then break the rules: it ends with a reason, and nobody else notices. */
final class RuleBreakersTest {
    private static final ProtocolId ECHO = new ProtocolId("/kit/echo/1.0.0");
    private static final ProtocolId SINK = new ProtocolId("/kit/sink/1.0.0");
    private static final List<String> BOTH = List.of(NoiseHandshake.PROTOCOL, TlsHandshake.PROTOCOL);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int DATA = 0;
    private static final int WINDOW = 1;
    private static final int PING = 2;
    private static final int SYN = 1;
    private static final int ACK = 2;
    private static final int MIB = 1 << 20;

    private final BarePeers peers = new BarePeers();
    private final Recorder recorder = new Recorder();
    private final Host host = TestHosts.open(
            1, TestHosts.strict(LONG, Duration.ofSeconds(2)), TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL);
    private final Host friend = TestHosts.open(2, TestHosts.LIMITS, TlsHandshake.PROTOCOL);
    private final CompletableFuture<Stream> sunk = new CompletableFuture<>();
    private long next = 10;

    @BeforeEach
    void connect() {
        host.handle(Streams.handler(ECHO, Streams::echo));
        host.handle(Streams.handler(SINK, sunk::complete));
        await(friend.connect(host.id(), host.addresses(), LONG));
        host.listen(recorder);
        await(recorder.heard(Kind.CONNECTED, friend.id()));
    }

    @AfterEach
    void close() {
        await(friend.close(Duration.ZERO));
        await(host.close(Duration.ZERO));
        peers.close();
    }

    private static PeerId id(long number) {
        return PeerId.of(TestSigner.of(number).publicKey());
    }

    private BarePeers.Open connected(String security) {
        BarePeers.Open open = await(peers.connect(next, security, host));
        await(open.settled());
        return open;
    }

    /** Why the connection of a peer that does {@code misdeed} ended, by each security. */
    private List<String> endsOf(Consumer<BarePeers.Open> misdeed) {
        List<String> ends = new ArrayList<>();
        for (String security : BOTH) {
            BarePeers.Open open = connected(security);
            open.channel().eventLoop().execute(() -> misdeed.accept(open));
            ends.add(await(recorder.heard(Kind.DISCONNECTED, id(next))).why());
            next++;
        }
        othersGoOn();
        return ends;
    }

    private void othersGoOn() {
        if (recorder.about(friend.id()).contains(Kind.DISCONNECTED)) {
            throw new AssertionError(
                    await(recorder.heard(Kind.DISCONNECTED, friend.id())).why());
        }
        Stream stream = await(friend.open(host.id(), List.of(ECHO), LONG));
        assertThat(await(Streams.exchange(stream, new byte[1000], 100, new SplittableRandom(1))))
                .hasSize(1000);
        assertThat(recorder.about(friend.id())).doesNotContain(Kind.DISCONNECTED);
        assertThat(host.connections()).hasSize(1);
    }

    private static ByteBuf frame(int type, int flags, int stream, int length) {
        return Unpooled.buffer(12)
                .writeByte(0)
                .writeByte(type)
                .writeShort(flags)
                .writeInt(stream)
                .writeInt(length);
    }

    private static void send(BarePeers.Open open, ByteBuf... frames) {
        for (ByteBuf frame : frames) {
            open.muxed().write(frame);
        }
        open.muxed().flush();
    }

    @Test
    void aWindowOverrun() {
        assertThat(endsOf(open -> send(open, frame(WINDOW, SYN, 101, 0), frame(DATA, 0, 101, 256 * 1024 + 1))))
                .allSatisfy(why -> assertThat(why).contains("more than the window"));
    }

    @Test
    void aStreamIdOfTheWrongParity() {
        assertThat(endsOf(open -> send(open, frame(WINDOW, SYN, 102, 0))))
                .allSatisfy(why -> assertThat(why).contains("an id of ours: 102"));
    }

    @Test
    void aStreamIdUsedTwice() {
        assertThat(endsOf(open -> send(open, frame(WINDOW, SYN, 101, 0), frame(WINDOW, SYN, 101, 0))))
                .allSatisfy(why -> assertThat(why).contains("an id used before: 101"));
    }

    @Test
    void anAnswerToAPingThatWasNotSent() {
        assertThat(endsOf(open -> send(open, frame(PING, ACK, 0, 12345))))
                .allSatisfy(why -> assertThat(why).contains("ping that was not sent"));
    }

    @Test
    void framesThatAreNone() {
        assertThat(endsOf(open -> send(open, Unpooled.wrappedBuffer(new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}))))
                .allSatisfy(why -> assertThat(why).isNotBlank().doesNotContain("peer closed"));
    }

    @Test
    void aFloodOfStreams() {
        assertThat(endsOf(open -> {
                    for (int i = 0; i < 100; i++) {
                        send(open, frame(WINDOW, SYN, 101 + 2 * i, 0));
                    }
                }))
                .allSatisfy(why -> assertThat(why).contains("streams without end"));
    }

    @Test
    void aPeerThatAsksAndAsksButStopsReading() {
        // it takes some hundred thousand answers to fill the socket; to watch each of them takes too long
        ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        try {
            assertThat(endsOf(open -> {
                        open.channel().config().setAutoRead(false);
                        ask(open);
                    }))
                    .allSatisfy(why -> assertThat(why).contains("sends but does not read"));
        } finally {
            ResourceLeakDetector.setLevel(usual);
        }
    }

    /** Pings without end. */
    private static void ask(BarePeers.Open open) {
        if (!open.channel().isActive()) {
            return;
        }
        if (open.channel().isWritable()) {
            ByteBuf many = Unpooled.buffer(5000 * 12);
            for (int i = 0; i < 5000; i++) {
                many.writeBytes(frame(PING, SYN, 0, i));
            }
            send(open, many);
        }
        open.channel().eventLoop().schedule(() -> ask(open), 1, TimeUnit.MILLISECONDS);
    }

    @Test
    void aPeerThatStopsReadingAndSaysNothingMore() {
        BarePeers.Open open = connected(NoiseHandshake.PROTOCOL);
        open.muxed().open(List.of(SINK), SINK, LONG).thenAccept(stream -> stream.write(ByteBuffer.allocate(1)));
        Stream there = await(sunk);
        await(there.read());
        open.channel().config().setAutoRead(false);
        byte[] piece = new byte[256 * 1024];
        long[] written = new long[1];
        CompletionStage<Throwable> ended = Streams.failureOf(Steps.repeat(
                () -> there.write(ByteBuffer.wrap(piece)).thenApply(done -> (written[0] += piece.length) < 1L << 30)));
        assertThat(await(recorder.heard(Kind.DISCONNECTED, id(next))).why()).contains("no sign of life");
        assertThat(await(ended)).hasMessageContaining("no sign of life");
        assertThat(written[0]).isLessThan(16L * MIB);
        othersGoOn();
    }

    @Test
    void framesThatAreGarbledOrReplayed() throws Exception {
        for (String security : BOTH) {
            for (boolean replayed : new boolean[] {false, true}) {
                Host other = TestHosts.open(next++, TestHosts.LIMITS, security);
                try (BadWire wire = new BadWire(other)) {
                    await(host.connect(other.id(), List.of(wire.address()), LONG));
                    await(recorder.heard(Kind.IDENTIFIED, other.id()));
                    await(host.ping(other.id(), LONG));
                    if (replayed) {
                        wire.replay();
                    } else {
                        wire.garble();
                    }
                    CompletionStage<Throwable> ping = Streams.failureOf(
                            Steps.repeat(() -> host.ping(other.id(), LONG).thenApply(took -> true)));
                    String why =
                            await(recorder.heard(Kind.DISCONNECTED, other.id())).why();
                    assertThat(why).as(security).isNotBlank().doesNotContain("the peer closed");
                    await(ping);
                    othersGoOn();
                } finally {
                    await(other.close(Duration.ZERO));
                }
            }
        }
    }
}
