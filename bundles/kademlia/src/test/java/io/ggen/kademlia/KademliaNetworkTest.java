package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two hundred nodes that behave. */
class KademliaNetworkTest {
    private static final int NODES = 200;
    private static Sim sim = new Sim(0);

    @BeforeAll
    static void grow() {
        sim = new Sim(11);
        sim.grow(NODES);
        sim.settle(java.time.Duration.ofMinutes(1));
    }

    @Test
    void aValuePutByOneIsFoundByAllOthers() {
        byte[] key = Numbered.key("found");
        List<Receipt> progress = new ArrayList<>();
        Receipt receipt = sim.await(sim.nodes.get(3).kad().put(key, Numbered.value(1), Sim.LONG, progress::add));
        assertThat(receipt).isEqualTo(new Receipt(20, 20));
        assertThat(progress).hasSize(20).first().isEqualTo(new Receipt(1, 20));
        for (int i = 0; i < NODES; i += 19) {
            Found first = sim.await(sim.nodes.get(i).kad().get(key, Effort.FIRST, Sim.LONG));
            assertThat(first.value()).hasValue(Numbered.value(1));
            Found agreed = sim.await(sim.nodes.get(i).kad().get(key, Effort.AGREED, Sim.LONG));
            assertThat(agreed.value()).hasValue(Numbered.value(1));
            assertThat(agreed.enough()).isTrue();
        }
    }

    @Test
    void theClosestPeersAreTheClosestPeers() {
        int right = 0;
        for (int i = 0; i < 20; i++) {
            byte[] key = Numbered.key("closest " + i);
            Key target = Key.of(key);
            Node asker = sim.any();
            List<PeerAddresses> found = sim.await(asker.kad().closest(key, Sim.LONG));
            List<PeerAddresses> true20 = sim.nodes.stream()
                    .filter(node -> node != asker)
                    .sorted(Comparator.comparing(node -> target.xor(Key.of(node.id()))))
                    .limit(20)
                    .map(Node::address)
                    .toList();
            right += (int) found.stream().filter(true20::contains).count();
        }
        assertThat(right).isGreaterThan(396);
    }

    @Test
    void providersAreFound() {
        Digest content = Digest.sha256Of(new byte[] {7});
        assertThat(sim.await(sim.nodes.get(8).kad().provide(content, Sim.LONG))).isEqualTo(20);
        sim.await(sim.nodes.get(9).kad().provide(content, Sim.LONG));
        List<PeerAddresses> heard = new ArrayList<>();
        List<PeerAddresses> found = sim.await(sim.nodes.get(100).kad().providers(content, 10, Sim.LONG, heard::add));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        sim.nodes.get(8).address(), sim.nodes.get(9).address());
        assertThat(heard).isEqualTo(found);
    }
}
