package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty-four hosts on real sockets; what a hundred do is measured by {@link LoopbackBenchmark}. */
@Timeout(120)
class RealNetworkTest {
    private static final int HOSTS = 24;
    private static final int DIALS = 3;
    private static final int MESSAGES = 10;

    private final List<RealNode> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(RealNode::close);
    }

    @Test
    void everyMessageReachesAll() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < HOSTS; i++) {
            nodes.add(new RealNode(i));
        }
        for (int i = 0; i < HOSTS; i++) {
            for (int dial = 0; dial < DIALS; dial++) {
                RealNode to = nodes.get((i + 1 + random.nextInt(HOSTS - 1)) % HOSTS);
                RealNode.await(nodes.get(i).host.connect(to.host.id(), to.host.addresses(), RealNode.LONG));
            }
        }
        for (RealNode node : nodes) {
            node.until("a mesh", () -> nodes.stream().anyMatch(other -> node.hasInMesh(other.host.id())));
        }
        for (int m = 0; m < MESSAGES; m++) {
            RealNode author = nodes.get(m * 7 % HOSTS);
            String text = m + "x".repeat(1000);
            RealNode.await(author.gossip.publish(Town.TOPIC, text.getBytes(StandardCharsets.UTF_8)));
            for (RealNode node : nodes) {
                if (node != author) {
                    assertThat(node.heard.poll(RealNode.LONG.toSeconds(), TimeUnit.SECONDS))
                            .isEqualTo(text);
                }
            }
        }
        for (RealNode node : nodes) {
            assertThat(node.heard).isEmpty();
        }
    }
}
