package io.ggen.p2p.memory;

import io.ggen.p2p.api.Transport;
import io.ggen.p2p.memory.kit.TransportKit;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The kit, on links that jitter, lose packets and differ by direction: the order of things differs each time. */
class BadLinksKitTest extends TransportKit {
    private static long seed = System.nanoTime();

    private final MemoryNetwork network = new MemoryNetwork(++seed);

    BadLinksKitTest() {
        network.links((from, to) -> Link.of(Duration.ofMillis(from.addresses().hashCode() % 7 + 8L))
                .withJitter(Duration.ofMillis(20))
                .withLoss(0.002));
    }

    @Override
    protected Transport transport() {
        return network;
    }

    @Override
    protected <T> T await(CompletionStage<T> stage) {
        try {
            return network.time().await(stage, Duration.ofMinutes(10));
        } catch (IllegalStateException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
