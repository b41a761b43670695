package io.ggen.libp2p.ws;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.memory.kit.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts of this transport and of plain libp2p, which has to reach them as before. */
final class OnePortTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Host> hosts = new ArrayList<>();

    private Host keep(Host host) {
        hosts.add(host);
        return host;
    }

    private Host plain(long number) {
        return keep(TestHosts.open(number, TestHosts.LIMITS, TcpTransport.BOTH.toArray(String[]::new)));
    }

    private Host web(long number, String address) {
        return keep(WsHosts.open(number, TestHosts.LIMITS, address));
    }

    @AfterEach
    void close() {
        for (Host host : hosts) {
            await(host.close(Duration.ZERO));
        }
    }

    @Test
    void aPortForTcpTakesWebSocketsTooAndTellsBothAddresses() {
        Host both = web(1, WsHosts.BOTH);
        assertThat(both.addresses()).hasSize(2);
        String tcp = both.addresses().get(0).toString();
        assertThat(both.addresses().get(1)).hasToString(tcp + "/ws");
        for (Multiaddr way : both.addresses()) {
            Host other = web(2, WsHosts.BOTH);
            Recorder there = new Recorder();
            both.listen(there);
            assertThat(await(other.connect(both.id(), List.of(way), LONG)).remote())
                    .isEqualTo(way);
            await(there.heard(Recorder.Kind.IDENTIFIED, other.id()));
            assertThat(both.connections().get(0).remote().toString().endsWith("/ws"))
                    .isEqualTo(way.toString().endsWith("/ws"));
            await(other.close(Duration.ZERO));
            await(there.heard(Recorder.Kind.DISCONNECTED, other.id()));
        }
    }

    @Test
    void plainHostsAndThisTransportsReachEachOtherOverTcp() {
        Host plain = plain(1);
        Host both = web(2, WsHosts.BOTH);
        assertThat(await(plain.connect(both.id(), both.addresses(), LONG)).security())
                .isEqualTo("tls");
        await(plain.ping(both.id(), LONG));
        Host third = web(3, WsHosts.ONLY_WEB);
        await(third.connect(plain.id(), plain.addresses(), LONG));
        await(third.ping(plain.id(), LONG));
    }

    @Test
    void aPortForWebSocketsAloneTakesNothingElse() {
        Host plain = plain(1);
        Host web = web(2, WsHosts.ONLY_WEB);
        assertThat(web.addresses()).hasSize(1).allMatch(one -> one.toString().endsWith("/ws"));
        assertThatThrownBy(() -> await(plain.connect(web.id(), web.addresses(), LONG)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.UNREACHABLE));
        Multiaddr tcp = Multiaddr.parse(web.addresses().get(0).toString().replace("/ws", ""));
        assertThatThrownBy(() -> await(plain.connect(web.id(), List.of(tcp), LONG)))
                .isInstanceOf(NetworkException.class);
        Host named = web(3, WsHosts.BOTH);
        Multiaddr byName = Multiaddr.parse("/dns4/localhost/tcp/" + TestHosts.port(web) + "/ws");
        await(named.connect(web.id(), List.of(byName), LONG));
        await(named.ping(web.id(), LONG));
    }

    @Test
    void whatItCannotListenOnIsSaid() {
        assertThatThrownBy(() -> web(1, "/ip4/127.0.0.1/tcp/0/wss"))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("does not speak what stands behind the port");
        assertThatThrownBy(() -> web(1, "/ip4/127.0.0.1/udp/0/quic-v1")).isInstanceOf(NetworkException.class);
    }
}
