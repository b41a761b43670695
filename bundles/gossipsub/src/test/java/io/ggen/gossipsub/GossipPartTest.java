package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.gossipsub.PeerReport.Standing;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.memory.kit.TestSigner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are told of a peer. */
class GossipPartTest {
    private static final PeerId BOB = PeerId.of(TestSigner.of(2).publicKey());

    private static Map<String, String> told(
            List<String> topics,
            List<String> meshes,
            ScoreParts score,
            Standing standing,
            long complaints,
            String complaint) {
        Map<String, String> told = new LinkedHashMap<>();
        PeerReport report =
                new PeerReport(BOB, "/meshsub/1.2.0", topics, meshes, true, score, standing, complaints, complaint);
        for (Fact fact : GossipPart.facts(report)) {
            told.put(fact.name(), fact.value());
        }
        return told;
    }

    @Test
    void aGoodPeerTellsItsScoreAndMeshes() {
        ScoreParts score = new ScoreParts(1.5, 3, 0, 0, 0, 0, 0, 0, 4.5);
        assertThat(told(List.of("a", "b"), List.of("a"), score, Standing.GOOD, 0, ""))
                .isEqualTo(Map.of(
                        "score",
                        "4.50",
                        "standing",
                        "good",
                        "mesh",
                        "a",
                        "protocol",
                        "/meshsub/1.2.0",
                        "topics",
                        "a b",
                        "time in mesh",
                        "1.50",
                        "brought first",
                        "3.00"));
    }

    @Test
    void whatABadOneDidIsTold() {
        ScoreParts score = new ScoreParts(0, 0, 0, 0, -90, 0, 0, -5, -95);
        assertThat(told(List.of(), List.of(), score, Standing.GRAYLISTED, 4, "sent a GRAFT during backoff"))
                .containsEntry("standing", "not listened to")
                .containsEntry("mesh", "none")
                .containsEntry("invalid", "-90.00")
                .containsEntry("behaviour", "-5.00")
                .containsEntry("complaints", "4")
                .containsEntry("complaint", "sent a GRAFT during backoff")
                .doesNotContainKey("time in mesh");
    }

    @Test
    void aPeerWithManyTopicsDoesNotFillTheScreen() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            topics.add("t" + i);
        }
        ScoreParts score = new ScoreParts(0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (Standing standing : Standing.values()) {
            assertThat(told(topics, List.of(), score, standing, 0, "").get("topics"))
                    .endsWith("t9 and 90 more");
        }
    }
}
