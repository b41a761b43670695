package io.ggen.p2p.memory;

import io.ggen.p2p.api.Transport;
import io.ggen.p2p.memory.kit.TransportKit;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The kit, on virtual time. */
class MemoryNetworkKitTest extends TransportKit {
    private final MemoryNetwork network = new MemoryNetwork(1);

    @Override
    protected Transport transport() {
        return network;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, Duration.ofSeconds(30));
    }
}
