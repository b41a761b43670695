package io.ggen.registry.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.node.Stranger;
import io.ggen.p2p.memory.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveReachTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final FakeNetwork network = new FakeNetwork(time, new MemoryRecords());
    private final FakeNode node = new FakeNode();
    private final Around around = new Around();
    private boolean peersKnown = true;
    private final LiveReach reach = new LiveReach(around, () -> peersKnown, P2pLimits.DEFAULT, time);

    private final class Around implements LiveReach.Parts {
        boolean isThere;
        boolean hasNode;
        boolean oneShot;
        int brought;
        boolean canBring;

        @Override
        public Optional<Network> network() {
            return isThere ? Optional.of(new Network(network, network, network)) : Optional.empty();
        }

        @Override
        public @Nullable Fetcher fetcher() {
            return null;
        }

        @Override
        public @Nullable Node node() {
            return hasNode ? node : null;
        }

        @Override
        public boolean mayStart() {
            return oneShot;
        }

        @Override
        public @Nullable Supplier<CompletionStage<Void>> starter() {
            return !canBring
                    ? null
                    : () -> {
                        brought++;
                        CompletableFuture<Void> done = new CompletableFuture<>();
                        time.schedule(Duration.ofMillis(300), () -> {
                            hasNode = true;
                            done.complete(null);
                        });
                        return done;
                    };
        }
    }

    private final class FakeNode implements Node {
        final List<NodeStart> starts = new ArrayList<>();
        State state = State.STOPPED;
        String detail = "";
        String refusal = "";
        int peers;
        boolean dialsAgain;
        long upSince;

        @Override
        public CompletionStage<NodeStatus> start(NodeStart wish) {
            starts.add(wish);
            if (!refusal.isEmpty()) {
                return CompletableFuture.failedFuture(new IllegalStateException(refusal));
            }
            state = State.STARTING;
            time.schedule(Duration.ofMillis(200), () -> {
                state = State.UP;
                upSince = time.now();
                around.isThere = true;
            });
            time.schedule(Duration.ofMillis(600), () -> peers = 1);
            return new CompletableFuture<>();
        }

        @Override
        public NodeStatus status() {
            Duration uptime = state == State.UP ? Duration.ofNanos(time.now() - upSince) : Duration.ZERO;
            return new NodeStatus(state, detail, Optional.empty(), List.of(), "", peers, uptime, 0);
        }

        @Override
        public Optional<Host> host() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Connection> connect(PeerAddresses peer, Duration within) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean dialsAgain() {
            return dialsAgain;
        }

        @Override
        public List<Neighbour> neighbours() {
            return List.of();
        }

        @Override
        public List<Dropped> dropped() {
            return List.of();
        }

        @Override
        public List<Stranger> strangers() {
            return List.of();
        }

        @Override
        public CompletionStage<Void> stop() {
            throw new UnsupportedOperationException();
        }
    }

    private Optional<Network> network() {
        return time.await(reach.network(TEN_SECONDS), TEN_SECONDS.plusSeconds(1));
    }

    private String failure() {
        return String.valueOf(
                assertThrows(NetworkException.class, this::network).getMessage());
    }

    @Test
    void whatRunsIsThereAtOnce() {
        around.isThere = true;
        around.hasNode = true;
        node.state = State.UP;
        node.peers = 3;
        assertTrue(network().isPresent());
        assertEquals(0, time.now());
    }

    @Test
    void withoutAnyNetworkThereIsNoneAndNothingIsStarted() {
        assertTrue(network().isEmpty());
        assertEquals(0, time.now());
    }

    @Test
    void whoKnowsNobodyStartsNoNetwork() {
        around.canBring = true;
        peersKnown = false;
        assertTrue(network().isEmpty());
        assertEquals(0, around.brought);
    }

    @Test
    void aOneShotCommandBringsTheNetworkUpOnceAndOnlyDials() {
        around.canBring = true;
        CompletionStage<Optional<Network>> other = reach.network(TEN_SECONDS);
        assertTrue(network().isPresent());
        assertTrue(time.await(other, TEN_SECONDS).isPresent());
        assertEquals(1, around.brought);
        assertEquals(List.of(new NodeStart(List.of(), List.of(), true, false)), node.starts);
        assertEquals(1, node.peers);
    }

    @Test
    void aOneShotCommandStartsTheNodeThatIsThereStandingStill() {
        around.hasNode = true;
        around.oneShot = true;
        assertTrue(network().isPresent());
        assertEquals(1, node.starts.size());
    }

    @Test
    void aNodeThatDoesNotStartIsSaid() {
        around.canBring = true;
        node.refusal = "another process has the network of this home";
        assertEquals("another process has the network of this home", failure());
    }

    @Test
    void aNodeThatWasStoppedIsNotStartedAgain() {
        around.hasNode = true;
        assertEquals("the network is stopped", failure());
        assertEquals(List.of(), node.starts);
        assertEquals(0, time.now());
        node.detail = "the key cannot be read";
        assertEquals("the key cannot be read", failure());
    }

    @Test
    void aNodeThatHasJustStartedIsGivenTimeToFindItsFirstPeer() {
        around.hasNode = true;
        around.isThere = true;
        node.state = State.UP;
        time.schedule(Duration.ofSeconds(2), () -> node.peers = 1);
        assertTrue(network().isPresent());
        assertTrue(time.now() >= Duration.ofSeconds(2).toNanos(), "" + time.now());
    }

    @Test
    void aNodeThatFindsNobodyIsAskedAllTheSameAfterAWhile() {
        around.hasNode = true;
        around.isThere = true;
        node.state = State.UP;
        assertTrue(network().isPresent());
        assertEquals(5, Duration.ofNanos(time.now()).toSeconds());
    }

    @Test
    void aNodeThatIsUpAndKnowsNobodyIsNoNetworkYet() {
        around.hasNode = true;
        around.isThere = true;
        node.state = State.UP;
        peersKnown = false;
        assertTrue(network().isEmpty());
        assertEquals(0, time.now());
        node.peers = 1;
        assertTrue(network().isPresent());
    }

    @Test
    void aNodeThatHasSomebodyToDialIsAskedThoughItReachesNobody() {
        around.hasNode = true;
        around.isThere = true;
        node.state = State.UP;
        node.dialsAgain = true;
        peersKnown = false;
        assertTrue(network().isPresent());
        assertEquals(5, Duration.ofNanos(time.now()).toSeconds());
    }

    @Test
    void partsThatDoNotComeInTimeAreSaidToBeLate() {
        around.hasNode = true;
        node.state = State.DOWN;
        node.detail = "no transport is installed";
        assertEquals("no transport is installed", failure());
    }
}
