package io.ggen.libp2p.ws;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.libp2p.Limits;
import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strangers on real sockets who do not play by the rules of HTTP and WebSocket. Below those, libp2p's own tests hold. */
final class HostileWebTest {
    private static final ProtocolId ECHO = new ProtocolId("/kit/echo/1.0.0");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] HEADER = "\u0013/multistream/1.0.0\n".getBytes(StandardCharsets.US_ASCII);

    private final List<Host> hosts = new ArrayList<>();
    private Host host;

    private Host host(long number, Limits limits) {
        Host opened = WsHosts.open(number, limits, WsHosts.BOTH);
        opened.handle(Streams.handler(ECHO, Streams::echo));
        hosts.add(opened);
        return opened;
    }

    @BeforeEach
    void open() {
        host = host(1, TestHosts.impatient());
    }

    @AfterEach
    void close() {
        for (Host one : hosts) {
            await(one.close(Duration.ZERO));
        }
    }

    private void stillWorks() {
        assertThat(host.connections()).isEmpty();
        Host friend = host(77, TestHosts.LIMITS);
        Multiaddr web = host.addresses().get(1);
        assertThat(web.toString()).endsWith("/ws");
        TestHosts.connect(friend, host, List.of(web));
        Stream stream = await(friend.open(host.id(), List.of(ECHO), LONG));
        assertThat(await(Streams.exchange(stream, new byte[1000], 100, new SplittableRandom(1))))
                .hasSize(1000);
    }

    private String answerTo(String request) throws IOException {
        try (RawWeb web = new RawWeb(host)) {
            web.say(request);
            return new String(web.drain(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aBrowserIsToldWhatThisIs() throws Exception {
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: here\r\n\r\n"))
                .startsWith("HTTP/1.1 426 ")
                .contains("libp2p over WebSocket");
        stillWorks();
    }

    @Test
    void requestsThatAreNoneOfAWebSocketAreRefusedAndClosed() throws Exception {
        assertThat(answerTo(RawWeb.REQUEST.replace("-Version: 13", "-Version: 99")))
                .startsWith("HTTP/1.1 426 ");
        assertThat(answerTo(RawWeb.REQUEST.replace("Sec-WebSocket-Key", "Sec-Something")))
                .startsWith("HTTP/1.1 426 ");
        assertThat(answerTo("GET\r\n\r\n")).startsWith("HTTP/1.1 426 ");
        assertThat(answerTo("GARBAGE \u0000\u0001\r\n\r\n")).doesNotContain(" 101 ");
        assertThat(answerTo("GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        stillWorks();
    }

    @Test
    void aHeadWithoutEndIsNotCollected() throws Exception {
        assertThat(answerTo("GET /" + "a".repeat(100_000))).doesNotContain(" 101 ");
        assertThat(answerTo("GET / HTTP/1.1\r\n" + ("X-Much: " + "b".repeat(1000) + "\r\n").repeat(100) + "\r\n"))
                .doesNotContain(" 101 ");
        stillWorks();
    }

    @Test
    void whoSaysNothingOrLittleIsClosedWhenTheTimeForAHandshakeIsOver() throws Exception {
        for (String little : List.of("", "G", "GET / HTTP/1.1\r\n", RawWeb.REQUEST)) {
            try (RawWeb web = new RawWeb(host)) {
                web.say(little);
                web.drain();
            }
        }
        stillWorks();
    }

    @Test
    void bytesAreBytesHoweverTheyAreCutIntoFrames() throws Exception {
        try (RawWeb web = RawWeb.upgraded(host)) {
            web.frame(true, RawWeb.PING, new byte[] {7});
            assertThat(web.read(3)).containsExactly(0x8a, 1, 7);
            for (int i = 0; i < HEADER.length; i++) {
                web.frame(i == HEADER.length - 1, i == 0 ? RawWeb.BINARY : RawWeb.CONTINUATION, new byte[] {HEADER[i]});
            }
            assertThat(web.read(2 + HEADER.length)).endsWith(HEADER);
            web.frame(true, RawWeb.BINARY, new byte[0]);
            web.frame(true, RawWeb.CLOSE, new byte[0]);
            web.drain();
        }
        stillWorks();
    }

    @Test
    void framesThatBreakTheRulesEndTheConnection() throws Exception {
        byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
        List<byte[]> wrong = List.of(
                RawWeb.frame(true, RawWeb.TEXT, hello, true),
                RawWeb.frame(true, RawWeb.BINARY, HEADER, false),
                RawWeb.frame(true, RawWeb.CONTINUATION, hello, true),
                RawWeb.frame(true, 5, hello, true),
                RawWeb.frame(false, RawWeb.PING, hello, true),
                RawWeb.frame(true, RawWeb.PING, new byte[126], true),
                new byte[] {(byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1},
                RawWeb.frame(true, RawWeb.BINARY, new byte[WebSocketCarrier.MOST_FRAME + 1], true),
                HEADER);
        for (byte[] bytes : wrong) {
            try (RawWeb web = RawWeb.upgraded(host)) {
                try {
                    web.send(bytes);
                } catch (IOException closedMeanwhile) {
                    assertThat(bytes.length).isGreaterThan(WebSocketCarrier.MOST_FRAME);
                }
                web.drain();
            }
        }
        stillWorks();
    }

    @Test
    void garbageBehindTheUpgradeClosesTheSocket() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            byte[] garbage = new byte[3000];
            new SplittableRandom(seed).nextBytes(garbage);
            try (RawWeb web = RawWeb.upgraded(host)) {
                web.send(garbage);
                web.drain();
            }
            try (RawWeb web = RawWeb.upgraded(host)) {
                web.frame(true, RawWeb.BINARY, garbage);
                web.drain();
            }
        }
        stillWorks();
    }

    @Test
    void pingsOfAPeerThatDoesNotReadAreNotAnsweredWithoutEnd() throws Exception {
        Host patient = host(3, TestHosts.LIMITS);
        byte[] pings = new byte[0];
        byte[] ping = RawWeb.frame(true, RawWeb.PING, new byte[125], true);
        pings = java.util.Arrays.copyOf(pings, ping.length * 1000);
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
        }
        try (RawWeb web = RawWeb.upgraded(patient)) {
            for (int i = 0; i < 200; i++) {
                web.send(pings);
            }
            web.frame(true, RawWeb.TEXT, new byte[1]);
            assertThat(web.drain().length)
                    .as("bytes of answers to 25 MB of pings")
                    .isBetween(127, 24_000_000);
        }
    }

    @Test
    void whoeverDoesNotUpgradeIsNotAPeer() throws Exception {
        PeerId wanted = PeerId.of(TestSigner.of(9).publicKey());
        for (String answer : List.of(
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000),
                "SSH-2.0-OpenSSH\r\n")) {
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                var dial = host.connect(
                        wanted, List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/" + server.getLocalPort() + "/ws")), LONG);
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    assertThatThrownBy(() -> await(dial))
                            .as(answer.substring(0, 12))
                            .isInstanceOf(NetworkException.class);
                }
            }
        }
        stillWorks();
    }
}
