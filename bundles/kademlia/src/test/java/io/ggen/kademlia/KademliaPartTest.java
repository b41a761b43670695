package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are told. */
class KademliaPartTest {
    private final Sim sim = new Sim(21);

    private static Map<String, String> told(List<Fact> facts) {
        Map<String, String> told = new LinkedHashMap<>();
        facts.forEach(fact -> told.put(fact.name(), fact.value()));
        return told;
    }

    private Map<String, String> about(Node node, PeerId peer) {
        return told(KademliaPart.facts(sim.await(node.kad().peer(peer))));
    }

    @Test
    void theTableRecordsAndLookupsAreShown() {
        sim.grow(12);
        sim.settle(Duration.ofMinutes(1));
        Node node = sim.nodes.get(0);
        sim.await(sim.nodes.get(5).kad().put(Numbered.key("k"), Numbered.value(1), Sim.LONG, receipt -> {}));
        Map<String, String> told = told(KademliaPart.facts(sim.await(node.kad().status())));
        assertThat(told).containsEntry("mode", "server").containsEntry("table", "11");
        assertThat(told).containsEntry("records", "1").containsEntry("bytes", "10");
        String buckets = told.getOrDefault("buckets", "");
        assertThat(buckets).matches("[0-9]+:[0-9]+( [0-9]+:[0-9]+)*");
        int inBuckets = 0;
        for (String bucket : buckets.split(" ")) {
            inBuckets += Integer.parseInt(bucket.split(":")[1]);
        }
        assertThat(inBuckets).isEqualTo(11);
        assertThat(Long.parseLong(told.getOrDefault("requests", "0"))).isPositive();
    }

    @Test
    void aPeerInTheTableTellsItsBucketAndWhenItWasHeard() {
        sim.grow(3);
        sim.settle(Duration.ofSeconds(30));
        Map<String, String> told = about(sim.nodes.get(0), sim.nodes.get(1).id());
        assertThat(told).containsKeys("bucket", "known", "heard").containsEntry("live", "yes");
        assertThat(told).doesNotContainKeys("dropped", "fault", "banned", "trouble");
        assertThat(about(sim.nodes.get(0), sim.newId())).isEmpty();
    }

    @Test
    void whyAPeerWasDroppedIsTold() {
        sim.grow(8);
        sim.settle(Duration.ofMinutes(1));
        Node dead = sim.nodes.get(4);
        dead.host().vanish();
        sim.settle(Duration.ofHours(1));
        Map<String, String> told = about(sim.nodes.get(0), dead.id());
        assertThat(told).containsOnlyKeys("dropped");
        assertThat(told.get("dropped")).isNotBlank();
    }

    @Test
    void aPeerThatIsNotListenedToIsTold() {
        sim.grow(8);
        sim.settle(Duration.ofMinutes(1));
        Node node = sim.nodes.get(0);
        Stranger stranger = new Stranger(sim);
        for (int i = 0; i < 5; i++) {
            stranger.say(node, new byte[] {1, 2, 3});
        }
        sim.settle(Duration.ofSeconds(5));
        assertThat(about(node, stranger.id()))
                .containsEntry("fault", "it sent what is no message")
                .containsEntry("banned", "it is not listened to for now");
    }

    @Test
    void troubleOfAPeerInTheTableIsShown() {
        PeerStatus entry = new PeerStatus(
                new PeerAddresses(sim.newId(), List.of(Multiaddr.parse("/ip4/1.2.3.4/tcp/1"))),
                7,
                Duration.ofSeconds(65),
                Duration.ofSeconds(3),
                false,
                "Nobody answered.");
        assertThat(told(KademliaPart.facts(new PeerStanding(Optional.of(entry), "", "", false))))
                .isEqualTo(Map.of(
                        "bucket",
                        "7",
                        "known",
                        "65 s",
                        "heard",
                        "3 s ago",
                        "live",
                        "no",
                        "trouble",
                        "Nobody answered."));
    }
}
