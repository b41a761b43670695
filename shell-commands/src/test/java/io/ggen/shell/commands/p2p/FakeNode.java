package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.node.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node that does what a test says. */
public final class FakeNode implements Node {
    public static final PeerId ANN = PeerId.parse("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");
    public static final PeerId BOB = PeerId.parse("12D3KooWRdFFg3yTbTsDq5Z1yCvCWbqznEFro9jeVivo7rkayJ4D");

    final List<String> asked = new ArrayList<>();
    public List<Neighbour> neighbours = List.of();
    public List<Dropped> dropped = List.of();
    List<Stranger> strangers = List.of();
    State state = State.STOPPED;
    String detail = "";
    String refusal = "";

    public static Connection connection(PeerId peer, boolean inbound) {
        return new Connection(
                peer,
                Multiaddr.parse("/ip4/10.0.0.1/tcp/4001"),
                inbound,
                "noise",
                Duration.ofSeconds(65),
                3,
                inbound ? Optional.empty() : Optional.of(Duration.ofMillis(4)));
    }

    @Override
    public CompletionStage<NodeStatus> start(NodeStart wish) {
        asked.add("start " + wish.listen() + " " + wish.bootstrap() + " " + wish.configuredBootstrap()
                + (wish.serves() ? " serves" : ""));
        if (!refusal.isEmpty()) {
            return CompletableFuture.failedFuture(Problem.of(refusal).asException());
        }
        state = State.UP;
        return CompletableFuture.completedFuture(status());
    }

    @Override
    public NodeStatus status() {
        boolean up = state == State.UP;
        return new NodeStatus(
                state,
                detail,
                up ? Optional.of(ANN) : Optional.empty(),
                up ? List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/4001")) : List.of(),
                up ? "libp2p" : "",
                neighbours.size(),
                Duration.ofSeconds(up ? 12 : 0),
                up ? 1 : 0);
    }

    @Override
    public Optional<Host> host() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Connection> connect(PeerAddresses peer, Duration within) {
        asked.add("connect " + peer.peer() + " " + peer.addresses());
        return peer.peer().equals(ANN)
                ? CompletableFuture.failedFuture(
                        new NetworkException(NetworkException.Reason.WRONG_PEER, "Somebody \u001b[2Jelse answered."))
                : CompletableFuture.completedFuture(connection(peer.peer(), false));
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
        return strangers;
    }

    @Override
    public CompletionStage<Void> stop() {
        asked.add("stop");
        state = State.STOPPED;
        return CompletableFuture.completedFuture(null);
    }
}
