package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ggen.javascript.JsonScript;
import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.Streams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Talks with js-libp2p: subclasses say how connections are secured and who dials. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JsInteropTest {
    private static final ProtocolId ECHO = new ProtocolId("/test/echo/1.0.0");
    private static final ProtocolId SINK = new ProtocolId("/test/sink/1.0.0");
    private static final ProtocolId STALL = new ProtocolId("/test/stall/1.0.0");
    private static final ProtocolId NOBODY = new ProtocolId("/test/nobody/1.0.0");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int PIECE = 65536;
    private static final int PIECES = 1024;

    private final String security;
    private final boolean jsDials;
    private final Recorder recorder = new Recorder();
    private JsonScript js;
    private Host host;
    private PeerId jsId;
    private String id = "";

    protected JsInteropTest(String security, boolean jsDials) {
        this.security = security;
        this.jsDials = jsDials;
    }

    /** What carries libp2p: "tcp" or "ws". */
    protected String carrier() {
        return "tcp";
    }

    /** The host that is tried, whose first address js can dial. */
    protected Host open(String protocol) {
        return TestHosts.open(1, TestHosts.LIMITS, protocol);
    }

    @BeforeAll
    void connect() {
        js = JsPeer.start("peer.js", security, carrier());
        jsId = PeerId.parse(js.ready().get("peer").asText());
        host = open(security.equals("tls") ? TlsHandshake.PROTOCOL : NoiseHandshake.PROTOCOL);
        id = host.id().toString();
        host.listen(recorder);
        host.handle(Streams.handler(ECHO, Streams::echo));
        if (jsDials) {
            JsonNode dialled = js.ask(
                    "dial",
                    "address",
                    host.addresses().get(0).withPeer(host.id()).toString());
            assertThat(dialled.get("peer").asText()).isEqualTo(id);
            assertThat(dialled.get("encryption").asText()).contains(security);
        } else {
            Multiaddr address = Multiaddr.parse(js.ready().get("address").asText());
            await(host.connect(jsId, List.of(address), LONG));
        }
        await(recorder.heard(Recorder.Kind.IDENTIFIED, jsId));
    }

    @AfterAll
    void close() {
        if (host != null) {
            await(host.close(Duration.ZERO));
        }
        if (js != null) {
            js.close();
        }
    }

    @Test
    void theConnectionIsAsWanted() {
        Connection connection = host.connections().get(0);
        assertThat(connection.security()).isEqualTo(security);
        assertThat(connection.inbound()).isEqualTo(jsDials);
        assertThat(connection.peer()).isEqualTo(jsId);
    }

    @Test
    void bothKnowWhoTheOtherIs() {
        PeerInfo info = host.peers().get(0);
        assertThat(info.agent()).contains("js-libp2p");
        assertThat(info.protocols()).contains(ECHO);
        assertThat(info.addresses().toString()).contains("/ip4/127.0.0.1/tcp/");
        assertThat(info.observed()).isPresent();

        JsonNode identified = js.ask("identify", "peer", id);
        assertThat(identified.get("agent").asText()).isEqualTo("test");
        assertThat(String.valueOf(identified.get("protocols"))).contains(ECHO.value());
        assertThat(String.valueOf(identified.get("signed")))
                .contains(host.addresses().get(0).toString());
    }

    @Test
    void bothAnswerPings() {
        assertThat(await(host.ping(jsId, LONG))).isPositive();
        for (int i = 0; i < 5; i++) {
            assertThat(js.ask("ping", "peer", id).has("millis")).isTrue();
            await(host.ping(jsId, LONG));
        }
    }

    @Test
    void aPushTellsJsOfANewProtocol() {
        ProtocolId added = new ProtocolId("/test/added/1.0.0");
        try (var registration = host.handle(Streams.handler(added, Streams::echo))) {
            boolean known = false;
            for (int i = 0; i < 200 && !known; i++) {
                known = String.valueOf(js.ask("known", "peer", id).get("protocols"))
                        .contains(added.value());
            }
            assertThat(known).isTrue();
        }
    }

    @Test
    void wholeMebibytesComeBackFromJs() {
        Stream stream = await(host.open(jsId, List.of(ECHO), LONG));
        CompletionStage<Sum> back = sum(stream);
        Sum sent = new Sum();
        int[] next = new int[1];
        await(Steps.repeat(() -> {
            if (next[0] == PIECES) {
                return stream.finish().thenApply(done -> false);
            }
            byte[] piece = piece(next[0]++);
            sent.add(ByteBuffer.wrap(piece));
            return stream.write(ByteBuffer.wrap(piece)).thenApply(done -> true);
        }));
        Sum received = await(back);
        assertThat(received.size).isEqualTo((long) PIECES * PIECE);
        assertThat(received.digest()).isEqualTo(sent.digest());
    }

    @Test
    void wholeMebibytesGoBackToJs() {
        JsonNode result = js.ask("echo", "peer", id, "pieces", PIECES);
        assertThat(result.get("size").asLong()).isEqualTo((long) PIECES * PIECE);
        assertThat(result.get("digest")).isEqualTo(result.get("sent"));
    }

    @Test
    void jsAnswersAfterOurEnd() throws Exception {
        Stream stream = await(host.open(jsId, List.of(SINK), LONG));
        byte[] sent = piece(7);
        await(stream.write(ByteBuffer.wrap(sent)));
        await(stream.finish());
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
        assertThat(new String(await(Streams.readAll(stream)), StandardCharsets.UTF_8))
                .isEqualTo(digest);
    }

    @Test
    void manyStreamsAtOnceWork() {
        List<CompletionStage<byte[]>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            answers.add(host.open(jsId, List.of(ECHO), LONG)
                    .thenCompose(
                            stream -> Streams.exchange(stream, piece(number), 10_000, new SplittableRandom(number))));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(await(answers.get(i))).isEqualTo(piece(i));
        }
        assertThat(js.ask("many", "peer", id, "count", 200).get("good").asInt()).isEqualTo(200);
    }

    @Test
    void aResetOfOneStreamLeavesOthersAlone() {
        Stream stream = await(host.open(jsId, List.of(ECHO), LONG));
        await(stream.write(ByteBuffer.wrap(piece(1))));
        await(stream.read());
        stream.reset("for a test");
        js.ask("reset", "peer", id);
        Stream other = await(host.open(jsId, List.of(ECHO), LONG));
        assertThat(await(Streams.exchange(other, piece(2), 999, new SplittableRandom(2))))
                .isEqualTo(piece(2));
    }

    @Test
    void aProtocolThatNobodySpeaksIsRefusedBothWays() {
        assertThatThrownBy(() -> await(host.open(jsId, List.of(NOBODY), LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.NO_PROTOCOL));
        assertThat(js.ask("unknown", "peer", id).get("refused").asBoolean()).isTrue();
        assertThat(await(host.open(jsId, List.of(NOBODY, ECHO), LONG)).protocol())
                .isEqualTo(ECHO);
    }

    @Test
    void aPeerThatStopsReadingStallsTheWriterAlone() {
        Stream stream = await(host.open(jsId, List.of(STALL), LONG));
        js.ask("stalled");
        AtomicLong written = new AtomicLong();
        int total = 48 << 20;
        CompletableFuture<Void> writing = Steps.repeat(() -> stream.write(ByteBuffer.wrap(new byte[PIECE]))
                        .thenCompose(done -> written.addAndGet(PIECE) < total
                                ? CompletableFuture.completedFuture(true)
                                : stream.finish().thenApply(end -> false)))
                .toCompletableFuture();
        for (int i = 0; i < 30; i++) {
            await(host.ping(jsId, LONG));
        }
        Stream other = await(host.open(jsId, List.of(ECHO), LONG));
        assertThat(await(Streams.exchange(other, piece(2), 999, new SplittableRandom(2))))
                .isEqualTo(piece(2));
        assertThat(writing).isNotDone();
        assertThat(js.ask("release").get("size").asLong()).isEqualTo((long) total);
        await(writing);
    }

    private static byte[] piece(int index) {
        ByteBuffer out = ByteBuffer.allocate(PIECE);
        for (int i = 0; i < PIECE / 4; i++) {
            out.putInt(index * (PIECE / 4) + i);
        }
        return out.array();
    }

    private static CompletionStage<Sum> sum(Stream stream) {
        Sum sum = new Sum();
        return Steps.repeat(() -> stream.read().thenApply(bytes -> {
                    sum.add(bytes);
                    return sum.last > 0;
                }))
                .thenApply(done -> sum);
    }

    /** Size and digest of bytes. */
    private static final class Sum {
        private final MessageDigest digest;
        private long size;
        private int last;

        Sum() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        void add(ByteBuffer bytes) {
            last = bytes.remaining();
            size += last;
            digest.update(bytes);
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
