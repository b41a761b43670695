package io.ggen.libp2p.ws;

import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.Transport;
import io.ggen.p2p.memory.kit.TransportKit;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The contract of transports, over real sockets; subclasses say how connections are secured, and where hosts listen. */
abstract class WsTransportTest extends TransportKit {
    private final Transport transport;
    private final String address;

    WsTransportTest(String security, String address) {
        transport = new WsTransport(TestHosts.LIMITS, List.of(security));
        this.address = address;
    }

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected HostSettings settings() {
        return HostSettings.listeningOn("kit", Multiaddr.parse(address));
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return TestHosts.await(stage);
    }
}
