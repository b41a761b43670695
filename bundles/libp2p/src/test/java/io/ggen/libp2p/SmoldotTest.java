package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.javascript.JsonScript;
import io.ggen.libp2p.noise.NoiseHandshake;
import io.ggen.libp2p.tls.TlsHandshake;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.memory.kit.Recorder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** smoldot, an implementation in Rust, dials us over TCP, Noise and Yamux, and tells who it is. */
final class SmoldotTest {
    @Test
    void smoldotConnectsIsIdentifiedAndPings() {
        try (JsonScript smoldot = JsPeer.start("smoldot.js")) {
            Host host = TestHosts.open(1, TestHosts.LIMITS, TlsHandshake.PROTOCOL, NoiseHandshake.PROTOCOL);
            try {
                Recorder recorder = new Recorder();
                host.listen(recorder);
                smoldot.ask(
                        "dial",
                        "address",
                        host.addresses().get(0).withPeer(host.id()).toString());
                PeerInfo info = await(recorder.heard(event -> event.info().isPresent()))
                        .info()
                        .orElseThrow();
                assertThat(info.agent()).contains("smoldot");
                Connection connection = host.connections().get(0);
                assertThat(connection.security()).isEqualTo("noise");
                assertThat(connection.inbound()).isTrue();
                assertThat(await(host.ping(info.peer(), Duration.ofSeconds(10))))
                        .isPositive();
            } finally {
                await(host.close(Duration.ZERO));
            }
        }
    }
}
