package io.ggen.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.node.Stranger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class NetworkCheckupTest {
    private static final PeerId PEER = PeerId.parse("12D3KooWBV8rWfnfNwWsKEGaayh9DEYVzP4g8BcmciVwvafkNnCH");
    private static final Multiaddr PUBLIC = Multiaddr.parse("/ip4/192.0.2.7/tcp/4001");
    private static final Multiaddr LOOPBACK = Multiaddr.parse("/ip4/127.0.0.1/tcp/4001");

    private State state = State.UP;
    private String detail = "";
    private List<Multiaddr> addresses = List.of(PUBLIC);
    private Duration uptime = Duration.ofHours(1);
    private List<Neighbour> neighbours = List.of();
    private List<Dropped> dropped = List.of();
    private List<PeerAddresses> remembered = List.of();

    private List<Finding> examine() {
        return new NetworkCheckup(new Asked(), new Book()).examine();
    }

    private Finding finding(String part) {
        return examine().stream()
                .filter(each -> each.sentence().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " is not in " + examine()));
    }

    private static Neighbour neighbour(boolean inbound) {
        return new Neighbour(
                PEER,
                List.of(new Connection(PEER, PUBLIC, inbound, "noise", Duration.ZERO, 0, Optional.empty())),
                Optional.empty());
    }

    @Test
    void aNetworkWithPeersThatDialInIsFine() {
        neighbours = List.of(neighbour(true));
        assertThat(examine())
                .containsExactly(
                        Finding.good("Connected with 1 peer."),
                        Finding.good("It listens on 1 address, and peers dial in."));
    }

    @Test
    void aNetworkThatIsDownIsBrokenAndOneThatDidNotStartIsAWarning() {
        state = State.DOWN;
        detail = "no transport is installed.";
        assertThat(examine())
                .containsExactly(new Finding(
                        Severity.BROKEN, "The network is down: no transport is installed.", "ggen host services"));
        state = State.STOPPED;
        detail = "another ggen, process 7, has the network";
        assertThat(examine().get(0).severity()).isEqualTo(Severity.WARNING);
        detail = "";
        assertThat(examine()).containsExactly(Finding.good("No network runs in this process."));
        state = State.STARTING;
        assertThat(examine()).containsExactly(Finding.good("The network is starting."));
    }

    @Test
    void withoutPeersTheReasonIsTold() {
        assertThat(finding("none is known").next()).isEqualTo("ggen p2p connect MULTIADDR");
        remembered = List.of(new PeerAddresses(PEER, List.of(PUBLIC)));
        assertThat(finding("1 peer of earlier runs is known").severity()).isEqualTo(Severity.WARNING);
        dropped = List.of(
                new Dropped(PEER, "older", Instant.EPOCH, 1),
                new Dropped(PEER, "refused\u001b[2J", Instant.EPOCH.plusSeconds(1), 3));
        assertThat(finding("No peer is connected").sentence())
                .isEqualTo("No peer is connected; the last one tried was " + PEER + ": refused?[2J (3 times).");
    }

    @Test
    void whoListensOnThisMachineAloneIsTold() {
        addresses = List.of(LOOPBACK, Multiaddr.parse("/ip6/::1/tcp/4001"));
        assertThat(finding("this machine alone").next()).startsWith("ggen serve --listen");
        addresses = List.of();
        assertThat(finding("only dials").severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void thatNobodyDialsInIsAWarningAfterAWhile() {
        neighbours = List.of(neighbour(false));
        assertThat(finding("nobody dials in").severity()).isEqualTo(Severity.WARNING);
        uptime = NetworkCheckup.QUIET.minusSeconds(1);
        assertThat(finding("nobody has dialled in yet").severity()).isEqualTo(Severity.GOOD);
    }

    private final class Asked implements Node {
        @Override
        public NodeStatus status() {
            return new NodeStatus(state, detail, Optional.of(PEER), addresses, "libp2p", neighbours.size(), uptime, 0);
        }

        @Override
        public List<Neighbour> neighbours() {
            return neighbours;
        }

        @Override
        public List<Dropped> dropped() {
            return dropped;
        }

        @Override
        public List<Stranger> strangers() {
            return List.of();
        }

        @Override
        public Optional<Host> host() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<NodeStatus> start(NodeStart wish) {
            return CompletableFuture.completedFuture(status());
        }

        @Override
        public CompletionStage<Connection> connect(PeerAddresses peer, Duration within) {
            throw new AssertionError("an examination dials nobody");
        }

        @Override
        public CompletionStage<Void> stop() {
            throw new AssertionError("an examination stops nothing");
        }
    }

    private final class Book implements PeerBook {
        @Override
        public List<PeerAddresses> remembered() {
            return remembered;
        }

        @Override
        public void remember(List<PeerAddresses> good) {
            throw new AssertionError("an examination changes nothing");
        }
    }
}
