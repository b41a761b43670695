package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever does not become a peer is told of by address, with the reason. */
final class HandshakeReasonsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HERE = "/ip4/127.0.0.1/tcp/";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private Host host(Limits limits) {
        Host host = keep(TestHosts.open(1, limits, TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL));
        host.listen(new PeerListener() {
            @Override
            public void handshakeFailed(Multiaddr address, boolean inbound, String why) {
                told.add((inbound ? "from " : "to ") + address + ": " + why);
            }
        });
        return host;
    }

    private Host keep(Host host) {
        open.add(() -> await(host.close(Duration.ZERO)));
        return host;
    }

    private Socket dial(Host host) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), TestHosts.port(host));
        open.add(socket);
        return socket;
    }

    private static byte[] proposal(String protocol) {
        String header = "\u0013/multistream/1.0.0\n";
        return (header + (char) (protocol.length() + 1) + protocol + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private String next() throws InterruptedException {
        String one = told.poll(20, TimeUnit.SECONDS);
        return one == null ? "nothing was told" : one;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void garbageAndWhoHangsUpAndWhoSaysNothing() throws Exception {
        Host host = host(TestHosts.impatient());
        Socket garbage = dial(host);
        garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(next()).startsWith("from " + HERE + garbage.getLocalPort() + ": ");
        dial(host).close();
        assertThat(next()).contains("closed the connection during the handshake");
        dial(host);
        assertThat(next()).contains("took too long");
        Socket other = dial(host);
        other.getOutputStream().write(proposal("/secio/1.0.0"));
        assertThat(next()).contains("took too long");
        Socket noise = dial(host);
        OutputStream out = noise.getOutputStream();
        out.write(proposal(NoiseHandshake.PROTOCOL));
        out.write(new byte[] {(byte) 0xff, (byte) 0xff});
        assertThat(next()).contains("Noise handshake has 65535 bytes");
    }

    @Test
    void tooManyHandshakesAndTooManyConnections() throws Exception {
        Host host = host(TestHosts.strict(Duration.ofSeconds(3), Duration.ofSeconds(3)));
        for (int i = 0; i <= TestHosts.strict().handshakesPerAddress(); i++) {
            dial(host);
        }
        assertThat(next()).contains("too many handshakes");
        for (int i = 0; i < TestHosts.strict().handshakesPerAddress(); i++) {
            assertThat(next()).contains("took too long");
        }
        try (BarePeers peers = new BarePeers()) {
            for (int i = 0; i <= TestHosts.strict().connectionsPerPeer(); i++) {
                await(peers.connect(7, NoiseHandshake.PROTOCOL, host));
            }
            assertThat(next()).contains("2 connections with this peer already");
        }
    }

    @Test
    void aSignatureThatIsWrong() throws Exception {
        Signer liar = new Signer() {
            @Override
            public PublicKey publicKey() {
                return TestSigner.of(3).publicKey();
            }

            @Override
            public byte[] sign(byte[] message) {
                return TestSigner.of(4).sign(message);
            }
        };
        Host host = host(TestHosts.LIMITS);
        for (String security : List.of(NoiseHandshake.PROTOCOL, TlsHandshake.PROTOCOL)) {
            bothWays(host, other(liar, security, Clock.systemUTC()), "did not sign");
        }
    }

    @Test
    void aCertificateThatIsOverOrNotYet() throws Exception {
        Host host = host(TestHosts.LIMITS);
        for (String now : List.of("2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
            Clock wrong = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
            bothWays(host, other(TestSigner.of(3), TlsHandshake.PROTOCOL, wrong), "certificate");
        }
    }

    private Host other(Signer key, String security, Clock clock) {
        HostSettings settings = HostSettings.listeningOn("other", Multiaddr.parse(HERE + "0"));
        return keep(await(TcpHost.open(key, settings, TestHosts.LIMITS, List.of(security), Carrier.TCP, clock)));
    }

    /** Neither can dial the other, and {@code host} tells why. */
    private void bothWays(Host host, Host other, String why) throws InterruptedException {
        assertThat(await(Streams.failureOf(host.connect(other.id(), other.addresses(), LONG))))
                .isInstanceOf(NetworkException.class);
        assertThat(next()).startsWith("to " + other.addresses().get(0) + ": ").contains(why);
        other.connect(host.id(), host.addresses(), LONG);
        assertThat(next()).startsWith("from " + HERE).contains(why);
        assertThat(host.connections()).isEmpty();
    }

    @Test
    void aTlsClientThatIsNoPeer() throws Exception {
        Host host = host(TestHosts.LIMITS);
        Socket socket = dial(host);
        socket.getOutputStream().write(proposal(TlsHandshake.PROTOCOL));
        socket.getInputStream().readNBytes(proposal(TlsHandshake.PROTOCOL).length);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new Credulous()}, new SecureRandom());
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 1, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"libp2p"});
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
        } catch (SSLException refused) {
            assertThat(refused).hasMessageContaining("certificate");
        }
        assertThat(next()).startsWith("from " + HERE).contains("TLS handshake failed");
    }

    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
