package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers on real sockets who do not play by the rules. */
final class HostilePeerTest {
    private static final ProtocolId ECHO = new ProtocolId("/kit/echo/1.0.0");
    private static final ProtocolId SINK = new ProtocolId("/kit/sink/1.0.0");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] HEADER = "\u0013/multistream/1.0.0\n".getBytes(StandardCharsets.US_ASCII);

    private final List<AutoCloseable> open = new ArrayList<>();

    private Host host(long number, Limits limits) {
        Host host = TestHosts.open(number, limits, TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL);
        open.add(() -> await(host.close(Duration.ZERO)));
        host.handle(Streams.handler(ECHO, Streams::echo));
        return host;
    }

    private Socket dial(Host host) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(
                        host.addresses().get(0).value(AddressProtocol.TCP).orElseThrow()));
        socket.setSoTimeout(10_000);
        open.add(socket);
        return socket;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /** Reads until the other side closes. */
    private static int drain(Socket socket) throws IOException {
        int count = 0;
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                count++;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    private void stillWorks(Host host) {
        Host friend = host(77, TestHosts.LIMITS);
        TestHosts.connect(friend, host, host.addresses());
        Stream stream = await(friend.open(host.id(), List.of(ECHO), LONG));
        assertThat(await(Streams.exchange(stream, new byte[1000], 100, new SplittableRandom(1))))
                .hasSize(1000);
    }

    @Test
    void garbageClosesTheSocket() throws Exception {
        Host host = host(1, TestHosts.impatient());
        for (int seed = 0; seed < 40; seed++) {
            Socket socket = dial(host);
            byte[] garbage = new byte[200];
            new SplittableRandom(seed).nextBytes(garbage);
            garbage[0] = (byte) 0xff;
            garbage[1] = (byte) 0xff;
            socket.getOutputStream().write(garbage);
            drain(socket);
        }
        assertThat(host.connections()).isEmpty();
        stillWorks(host);
    }

    @Test
    void garbageBehindTheChoiceOfSecurityClosesTheSocket() throws Exception {
        Host host = host(1, TestHosts.impatient());
        for (String protocol : List.of(NoiseHandshake.PROTOCOL, TlsHandshake.PROTOCOL)) {
            for (int seed = 0; seed < 20; seed++) {
                Socket socket = dial(host);
                OutputStream out = socket.getOutputStream();
                out.write(HEADER);
                out.write(protocol.length() + 1);
                out.write((protocol + "\n").getBytes(StandardCharsets.US_ASCII));
                byte[] garbage = new byte[5000];
                new SplittableRandom(seed).nextBytes(garbage);
                out.write(garbage);
                drain(socket);
            }
        }
        assertThat(host.connections()).isEmpty();
        stillWorks(host);
    }

    @Test
    void aHandshakeThatTakesTooLongIsEndedHoweverBusyItLooks() throws Exception {
        Host host = host(1, TestHosts.impatient());
        Socket silent = dial(host);
        Socket slow = dial(host);
        Thread drip = new Thread(() -> {
            try {
                for (byte b : HEADER) {
                    slow.getOutputStream().write(b);
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        drip.start();
        long start = System.nanoTime();
        drain(silent);
        drain(slow);
        drip.join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        stillWorks(host);
    }

    @Test
    void moreHandshakesThanAllowedFromOneAddressAreTurnedAway() throws Exception {
        Host host = host(1, TestHosts.impatient());
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Socket socket = dial(host);
            socket.getOutputStream().write(HEADER);
            sockets.add(socket);
        }
        int answered = 0;
        for (Socket socket : sockets) {
            answered += drain(socket) > 0 ? 1 : 0;
        }
        assertThat(answered).isLessThanOrEqualTo(TestHosts.strict().handshakesPerAddress());
        stillWorks(host);
    }

    @Test
    void whoeverAnswersInsteadOfThePeerIsNotTalkedTo() {
        Host here = host(1, TestHosts.LIMITS);
        for (String security : List.of(NoiseHandshake.PROTOCOL, TlsHandshake.PROTOCOL)) {
            Host there = TestHosts.open(2, TestHosts.LIMITS, security);
            open.add(() -> await(there.close(Duration.ZERO)));
            PeerId wanted = PeerId.of(TestSigner.of(3).publicKey());
            assertThatThrownBy(() -> await(here.connect(wanted, there.addresses(), LONG)))
                    .isInstanceOfSatisfying(
                            NetworkException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.WRONG_PEER));
            assertThat(there.connections()).isEmpty();
        }
    }

    @Test
    void aPeerThatAcceptsAndSaysNothingCostsTimeOnlyUpToTheLimit() throws Exception {
        Host host = host(1, TestHosts.strict(Duration.ofSeconds(2), LONG));
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Multiaddr address = Multiaddr.tcp(InetAddress.getLoopbackAddress(), mute.getLocalPort());
            PeerId nobody = PeerId.of(TestSigner.of(9).publicKey());
            assertThatThrownBy(() -> await(host.connect(nobody, List.of(address), LONG)))
                    .isInstanceOfSatisfying(
                            NetworkException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.TIMED_OUT));
            Host good = host(9, TestHosts.LIMITS);
            List<Multiaddr> both = List.of(address, good.addresses().get(0));
            assertThat(await(host.connect(nobody, both, LONG)).peer()).isEqualTo(nobody);
        }
    }

    @Test
    void moreConnectionsThanAllowedAreRefused() {
        Host host = host(1, TestHosts.strict());
        List<Host> friends = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 22; i++) {
            Host friend = host(100 + i, TestHosts.LIMITS);
            Recorder recorder = new Recorder();
            friend.listen(recorder);
            friends.add(friend);
            try {
                await(friend.connect(host.id(), host.addresses(), LONG));
                await(recorder.heard(event -> event.kind() != Recorder.Kind.CONNECTED));
                refused += recorder.about(host.id()).contains(Recorder.Kind.DISCONNECTED) ? 1 : 0;
            } catch (NetworkException e) {
                refused++;
            }
        }
        assertThat(host.connections()).hasSize(20);
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void aFloodOfStreamsIsResetAndThenEndsTheConnectionAlone() {
        Host host = host(1, TestHosts.strict());
        host.handle(Streams.handler(SINK, stream -> {}));
        Host flooder = host(2, TestHosts.LIMITS);
        await(flooder.connect(host.id(), host.addresses(), LONG));
        Recorder recorder = new Recorder();
        flooder.listen(recorder);
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(flooder.open(host.id(), List.of(SINK), LONG).toCompletableFuture());
        }
        await(recorder.heard(Recorder.Kind.DISCONNECTED, host.id()));
        assertThat(all.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSizeGreaterThan(150);
        stillWorks(host);
    }

    @Test
    void aPeerWithoutASignOfLifeIsGivenUp() throws Exception {
        Host host = host(1, TestHosts.strict(LONG, Duration.ofMillis(500)));
        Host other = host(2, TestHosts.LIMITS);
        Recorder recorder = new Recorder();
        host.listen(recorder);
        try (BadWire proxy = new BadWire(other)) {
            await(host.connect(other.id(), List.of(proxy.address()), LONG));
            proxy.silence();
            assertThat(await(recorder.heard(Recorder.Kind.DISCONNECTED, other.id()))
                            .why())
                    .contains("sign of life");
        }
    }

    @Test
    void aSlowReaderOfAGibibyteCostsAFewMebibytes() {
        Host host = host(1, TestHosts.LIMITS);
        CompletableFuture<Stream> arrived = new CompletableFuture<>();
        host.handle(Streams.handler(SINK, arrived::complete));
        Host writer = host(2, TestHosts.LIMITS);
        await(writer.connect(host.id(), host.addresses(), LONG));
        Stream stream = await(writer.open(host.id(), List.of(SINK), LONG));
        byte[] piece = new byte[256 * 1024];
        long[] written = new long[1];
        CompletableFuture<Void> writing = Steps.repeat(() ->
                        stream.write(ByteBuffer.wrap(piece)).thenApply(done -> (written[0] += piece.length) < 1L << 30))
                .toCompletableFuture();
        Stream there = await(arrived);
        long read = 0;
        for (int i = 0; i < 200; i++) {
            read += await(there.read()).remaining();
            await(host.ping(writer.id(), LONG));
            assertThat(written[0] - read).isLessThan(8L << 20);
        }
        assertThat(writing).isNotDone();
        stream.reset("enough");
        assertThatThrownBy(() -> await(writing)).isInstanceOf(NetworkException.class);
    }
}
