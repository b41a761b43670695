package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two dozen nodes on real sockets; what a hundred do is measured by {@link RealNetworkBenchmark}. */
@Timeout(300)
class RealNetworkTest {
    private static final int NODES = 24;
    private static final int TRIES = 10;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<TcpNode> nodes = new ArrayList<>();

    private void grow(Set<Integer> without) {
        for (int i = 0; i < NODES; i++) {
            if (!without.contains(i)) {
                TcpNode node = new TcpNode(i);
                node.join(nodes.isEmpty() ? new TcpNode[0] : new TcpNode[] {nodes.get(0)});
                nodes.add(node);
            }
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(TcpNode::close);
    }

    /** Where many builds share a processor, handshakes of a whole network at once outlast the patience of a lookup. */
    private static void soon(BooleanSupplier wanted) {
        boolean done = false;
        for (int tries = 0; tries < TRIES && !done; tries++) {
            done = wanted.getAsBoolean();
        }
        assertThat(done).isTrue();
    }

    private static boolean has(TcpNode node, byte[] key) {
        return TcpNode.await(node.kad.get(key, Effort.FIRST, LONG)).value().isPresent();
    }

    private static boolean puts(TcpNode node, byte[] key) {
        Receipt receipt = TcpNode.await(node.kad.put(key, Numbered.value(1), LONG, progress -> {}));
        return receipt.asked() == KademliaSettings.HOLDERS && receipt.isDurable();
    }

    @Test
    void whatOnePutsMostOfTwentyHoldAndAllFind() {
        grow(Set.of());
        for (int i = 0; i < 3; i++) {
            byte[] key = Numbered.key("real " + i);
            TcpNode owner = nodes.get(i);
            soon(() -> puts(owner, key));
            for (TcpNode node : nodes) {
                soon(() -> has(node, key));
            }
        }
        assertThat(TcpNode.await(nodes.get(20).kad.get(Numbered.key("real 1"), Effort.AGREED, LONG))
                        .value())
                .hasValue(Numbered.value(1));
    }

    @Test
    void nineteenOfTwentyHoldersAreKilledWithoutGoodbyeAndTheValueIsFound() throws Exception {
        byte[] key = Numbered.key("mortal");
        List<Integer> nearest = Doomed.nearest(key, NODES);
        Set<Integer> doomed = new TreeSet<>(nearest.subList(0, 19));
        int owner = nearest.get(NODES - 1);
        doomed.add(owner);
        grow(doomed);
        try (Doomed others = new Doomed(doomed, nodes.get(0))) {
            others.put(owner, "mortal");
            others.kill();
        }
        for (TcpNode node : nodes) {
            soon(() -> has(node, key));
        }
    }
}
