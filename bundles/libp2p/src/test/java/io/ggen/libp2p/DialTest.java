package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.memory.kit.Recorder;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DialTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Host> hosts = new ArrayList<>();

    private Host host(long number, String... securities) {
        return host(number, TestHosts.LIMITS, securities);
    }

    private Host host(long number, Limits limits, String... securities) {
        Host host = TestHosts.open(
                number,
                limits,
                securities.length == 0 ? new String[] {TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL} : securities);
        hosts.add(host);
        return host;
    }

    @AfterEach
    void close() {
        for (Host host : hosts) {
            await(host.close(Duration.ZERO));
        }
    }

    private static String port(Host host) {
        return host.addresses().get(0).value(AddressProtocol.TCP).orElseThrow();
    }

    @Test
    void ourOwnHostsPreferTlsAndSettleForNoise() {
        Host a = host(1);
        assertThat(await(a.connect(host(2).id(), hosts.get(1).addresses(), LONG))
                        .security())
                .isEqualTo("tls");
        Host noise = host(3, NoiseHandshake.PROTOCOL);
        assertThat(await(a.connect(noise.id(), noise.addresses(), LONG)).security())
                .isEqualTo("noise");
        Host tls = host(4, TlsHandshake.PROTOCOL);
        assertThatThrownBy(() -> await(noise.connect(tls.id(), tls.addresses(), LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.REFUSED));
    }

    @Test
    void namesAreLookedUp() {
        Host a = host(1);
        Host b = host(2);
        for (String kind : List.of("dns", "dns4")) {
            await(a.connect(b.id(), List.of(Multiaddr.parse("/" + kind + "/localhost/tcp/" + port(b))), LONG));
            a.disconnect(b.id(), "once more");
        }
        assertThatThrownBy(() ->
                        await(a.connect(b.id(), List.of(Multiaddr.parse("/dns4/nobody.invalid/tcp/" + port(b))), LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.UNREACHABLE));
    }

    @Test
    void ipv6WorksWhereTheMachineHasIt() throws Exception {
        boolean there;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            there = socket.isBound();
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "this machine has no IPv6 loopback");
        Host a = host(1);
        Host b = await(new TcpTransport(TestHosts.LIMITS, TcpTransport.BOTH)
                .open(TestSigner.of(2), HostSettings.listeningOn("six", Multiaddr.parse("/ip6/::1/tcp/0"))));
        hosts.add(b);
        assertThat(b.addresses().get(0).toString()).startsWith("/ip6/::1/tcp/");
        assertThat(await(a.connect(b.id(), b.addresses(), LONG)).remote())
                .isEqualTo(b.addresses().get(0));
    }

    @Test
    void aWildcardIsAnnouncedAsRealAddresses() {
        Host b = await(new TcpTransport(TestHosts.LIMITS, TcpTransport.BOTH)
                .open(TestSigner.of(2), HostSettings.listeningOn("wild", Multiaddr.parse("/ip4/0.0.0.0/tcp/0"))));
        hosts.add(b);
        assertThat(b.addresses())
                .isNotEmpty()
                .noneMatch(address -> address.toString().contains("0.0.0.0"));
        assertThat(b.addresses().toString()).contains("127.0.0.1");
    }

    @Test
    void ofSeveralWaysToAPeerOneConnectionRemains() throws Exception {
        Host b = host(2);
        Recorder there = new Recorder();
        b.listen(there);
        Limits hasty = TestHosts.withNextAddressAfter(Duration.ofMillis(1));
        for (int i = 0; i < 10; i++) {
            Host a = host(10 + i, hasty);
            List<Multiaddr> ways = List.of(
                    b.addresses().get(0),
                    Multiaddr.parse("/dns4/localhost/tcp/" + port(b)),
                    Multiaddr.parse("/ip4/127.0.0.2/tcp/" + port(b)),
                    b.addresses().get(0).withPeer(b.id()));
            Connection connection = await(a.connect(b.id(), ways, LONG));
            assertThat(connection.peer()).isEqualTo(b.id());
            await(there.heard(Recorder.Kind.CONNECTED, a.id()));
            await(a.ping(b.id(), LONG));
            assertThat(a.connections()).hasSize(1);
        }
    }

    @Test
    void anAddressInUseIsNotListenedOnTwice() {
        Host a = host(1);
        assertThatThrownBy(() -> await(new TcpTransport(TestHosts.LIMITS, TcpTransport.BOTH)
                        .open(
                                TestSigner.of(2),
                                HostSettings.listeningOn("second", a.addresses().get(0)))))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.UNREACHABLE));
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() {
        Host a = host(1, TestHosts.withIdle(Duration.ofMillis(200)));
        Host b = host(2);
        Recorder here = new Recorder();
        a.listen(here);
        await(a.connect(b.id(), b.addresses(), LONG));
        assertThat(await(here.heard(Recorder.Kind.DISCONNECTED, b.id())).why()).contains("nothing was asked");
    }

    @Test
    void hostsComeAndGoWithoutLeavingThreadsOrProvidersBehind() throws Exception {
        for (int i = 0; i < 5; i++) {
            Host one = host(1);
            Host other = host(2);
            await(one.connect(other.id(), other.addresses(), LONG));
            await(one.close(Duration.ZERO));
            await(other.close(Duration.ofSeconds(1)));
        }
        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().startsWith("ggen-libp2p"));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ggen-libp2p-") && !thread.getName().contains("worker")) {
                thread.join(5000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
