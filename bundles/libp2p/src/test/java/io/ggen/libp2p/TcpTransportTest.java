package io.ggen.libp2p;

import io.ggen.p2p.api.Transport;
import io.ggen.p2p.memory.kit.TransportKit;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The contract of transports, over real sockets; subclasses say how connections are secured. */
abstract class TcpTransportTest extends TransportKit {
    private final Transport transport;

    TcpTransportTest(String security) {
        transport = new TcpTransport(TestHosts.LIMITS, List.of(security));
    }

    @Override
    protected Transport transport() {
        return transport;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return TestHosts.await(stage);
    }
}
