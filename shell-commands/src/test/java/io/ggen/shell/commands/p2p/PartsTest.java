package io.ggen.shell.commands.p2p;

import static io.ggen.shell.commands.p2p.FakeNode.ANN;
import static io.ggen.shell.commands.p2p.FakeNode.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the parts of the network, and the reputation policy, tell in {@code p2p:status}, {@code p2p:peers} and {@code p2p:peer}. */
class PartsTest {
    private static final PeerId NOBODY = PeerId.parse("12D3KooWPjceQrSwdWXPyLLeABRXmuqt69Rg3sBYbU1Nft9HyQ6X");

    private final FakeNode node = new FakeNode();
    private final FakeServices services = new FakeServices();

    private record Part(String name, List<Fact> status, Map<PeerId, List<Fact>> peers) implements NetworkPart {
        @Override
        public List<Fact> about(PeerId peer) {
            return peers.getOrDefault(peer, List.of());
        }
    }

    @BeforeEach
    void bobIsConnectedAndAnnWasLost() {
        services.node = node;
        node.state = State.UP;
        PeerInfo info = new PeerInfo(
                BOB,
                List.of(new ProtocolId("/ggen/kad/1.0.0")),
                List.of(FakeNode.connection(BOB, false).remote()),
                "ggen/0.1.0",
                Optional.empty());
        node.neighbours = List.of(new Neighbour(BOB, List.of(FakeNode.connection(BOB, false)), Optional.of(info)));
        node.dropped = List.of(new Dropped(ANN, "It timed out.", Instant.parse("2026-11-22T10:00:00.5Z"), 3));
        services.parts.add(new Part(
                "gossipsub",
                List.of(new Fact("mesh /ggen/packages/v1", "6 of 9 that are in the topic")),
                Map.of(
                        BOB,
                        List.of(new Fact("score", "4.50"), new Fact("standing", "good"), new Fact("mesh", "none")))));
        services.parts.add(new Part(
                "kademlia",
                List.of(new Fact("mode", "server"), Fact.of("table", 14)),
                Map.of(
                        BOB, List.of(Fact.of("bucket", 3)),
                        ANN, List.of(new Fact("dropped", "it refuses everything")))));
    }

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    private void judge(double score) {
        services.roles.reputation = new ReputationPolicy() {
            @Override
            public double score(PeerId peer) {
                return peer.equals(BOB) ? score : 0.5;
            }

            @Override
            public void record(PeerId peer, Outcome outcome) {}

            @Override
            public String explain(PeerId peer) {
                return "9 leaves came whole\nand one did not";
            }
        };
    }

    @Test
    void statusShowsTableAndMesh() {
        assertThat(run("p2p status").out())
                .endsWith("connected   1 peer\n"
                        + "\ngossipsub\n  mesh /ggen/packages/v1  6 of 9 that are in the topic\n"
                        + "\nkademlia\n  mode   server\n  table  14\n");
        assertThat(run("p2p status --json").out())
                .endsWith(",\"parts\":{\"gossipsub\":{\"mesh /ggen/packages/v1\":\"6 of 9 that are in the topic\"},"
                        + "\"kademlia\":{\"mode\":\"server\",\"table\":\"14\"}}}\n");
    }

    @Test
    void peersShowTheMostTellingFacts() {
        String out = run("p2p peers").out();
        assertThat(out.lines().findFirst().orElseThrow())
                .startsWith(BOB + "  to")
                .endsWith("ggen/0.1.0  score 4.50, standing good, bucket 3");
        assertThat(out.lines().reduce((first, last) -> last).orElseThrow())
                .isEqualTo(ANN + "  2026-11-22T10:00:00Z  3 times  It timed out.  dropped it refuses everything");
        assertThat(run("p2p peers --json").out())
                .contains("\"reputation\":null,\"parts\":{\"gossipsub\":{\"score\":\"4.50\",\"standing\":\"good\","
                        + "\"mesh\":\"none\"},\"kademlia\":{\"bucket\":\"3\"}}}")
                .contains("\"times\":3,\"parts\":{\"kademlia\":{\"dropped\":\"it refuses everything\"}}}]");
    }

    @Test
    void onePeerIsShownWithAllThatIsKnown() {
        judge(0.25);
        assertThat(run("p2p peer " + BOB).out())
                .isEqualTo("peer        " + BOB + "\n"
                        + "connected   to /ip4/10.0.0.1/tcp/4001 by noise, 3 streams, for 1 min 5 s, 4.0 ms\n"
                        + "agent       ggen/0.1.0\n"
                        + "addresses   /ip4/10.0.0.1/tcp/4001\n"
                        + "protocols   /ggen/kad/1.0.0\n"
                        + "reputation  0.25: 9 leaves came whole and one did not\n"
                        + "\ngossipsub\n  score     4.50\n  standing  good\n  mesh      none\n"
                        + "\nkademlia\n  bucket  3\n");
        services.roles.reputation = null;
        assertThat(run("p2p peer " + ANN).out())
                .isEqualTo("peer       " + ANN + "\n"
                        + "connected  no\n"
                        + "last lost  2026-11-22T10:00:00Z, 3 times: It timed out.\n"
                        + "\nkademlia\n  dropped  it refuses everything\n");
        assertThat(run("p2p peer " + ANN + " --json").out())
                .startsWith("{\"peer\":\"" + ANN + "\",\"connected\":false,\"agent\":null,")
                .contains("\"connections\":[],\"dropped\":{\"peer\":\"" + ANN + "\",\"why\":\"It timed out.\"")
                .endsWith("\"reputation\":null,\"parts\":{\"kademlia\":{\"dropped\":\"it refuses everything\"}}}\n");
        judge(1);
        assertThat(run("p2p peer " + BOB + " --json").out())
                .contains("\"dropped\":null,\"reputation\":1.0,\"why\":\"9 leaves came whole and one did not\"");
    }

    @Test
    void aPeerOfWhomNothingIsKnownIsAnError() {
        assertThat(run("p2p peer " + NOBODY))
                .isEqualTo(new Run(
                        1,
                        "",
                        "error: nothing is known of peer " + NOBODY
                                + ": it is not connected, and was not lost lately\ntry: ggen p2p peers\n"));
        assertThat(run("p2p peer you").status()).isEqualTo(2);
        assertThat(run("p2p peer").status()).isEqualTo(2);
        node.state = State.STOPPED;
        assertThat(run("p2p peer " + BOB).err()).startsWith("error: no network runs in this process");
    }

    @Test
    void peersCanBeFilteredByReputation() {
        judge(0.7);
        assertThat(run("p2p peers --min-reputation 0.7").out())
                .contains(BOB + "  to")
                .contains("  reputation 0.70, ");
        assertThat(run("p2p peers --min-reputation 0.71").out())
                .startsWith("no peer with a reputation of at least 0.71 is connected\n");
        assertThat(run("p2p peers --json").out()).contains("\"reputation\":0.7");
        assertThat(run("p2p peers --min-reputation 1.5").err())
                .startsWith("error: --min-reputation must be a number from 0 to 1, not '1.5'; nothing was done\n");
        assertThat(run("p2p peers --min-reputation NaN").status()).isEqualTo(2);
        services.roles.reputation = null;
        assertThat(run("p2p peers --min-reputation 0.1").err()).isEqualTo("error: no ReputationPolicy is installed\n");
    }

    @Test
    void whatPeersSayObeysNoTerminalAndNeitherDoNamesOfParts() {
        String evil = "x\u001b]0;owned\u0007\u001b[2J\r\n\u009b31m\u202ey";
        services.parts.clear();
        services.parts.add(new Part(
                evil, List.of(new Fact(evil, evil)), Map.of(BOB, List.of(new Fact(evil, evil + "z".repeat(999))))));
        for (String command : List.of("p2p status", "p2p peers", "p2p peer " + BOB)) {
            for (String line : List.of(command, command + " --json")) {
                assertThat(run(line).out())
                        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r", "z".repeat(300));
            }
        }
    }
}
