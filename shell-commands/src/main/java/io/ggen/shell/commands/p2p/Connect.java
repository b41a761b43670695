package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code p2p:connect}. */
final class Connect implements Task {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final String SOMEBODY = "/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "connect to peers, and remember those reached; several addresses of one peer are tried until one leads there")
                .needsSome("MULTIADDR", Hint.TEXT, "where a peer is and who it is, as its p2p status shows")
                .example("ggen p2p connect /ip4/192.0.2.7/tcp/4001" + SOMEBODY, "dials that peer and says how it went");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<PeerAddresses> wanted = byPeer(arguments.words());
        Node node = Nodes.installed(call);
        boolean foreign = Nodes.isForeign(node);
        if (node.status().state() == State.STOPPED) {
            Nodes.start(node, foreign ? NodeStart.onlyToDial() : NodeStart.asConfigured());
        }
        try {
            return connect(node, wanted, call);
        } finally {
            if (foreign) {
                Nodes.stop(node);
            }
        }
    }

    private static List<PeerAddresses> byPeer(List<String> words) {
        Map<PeerId, List<Multiaddr>> byPeer = new LinkedHashMap<>();
        for (String word : words) {
            Multiaddr address = Multiaddr.parse(word);
            PeerId peer = address.peer().orElse(null);
            if (peer == null) {
                throw Problem.usage(
                                "'" + address + "' does not say who is there: it must end in /p2p/ID, so that nobody"
                                        + " else can answer in their place; nothing was dialled")
                        .asException();
            }
            byPeer.computeIfAbsent(peer, one -> new ArrayList<>()).add(address.withoutPeer());
        }
        List<PeerAddresses> all = new ArrayList<>(byPeer.size());
        byPeer.forEach((peer, addresses) -> all.add(new PeerAddresses(peer, addresses)));
        return all;
    }

    private static Result connect(Node node, List<PeerAddresses> wanted, Call call) {
        long began = call.nanos().getAsLong();
        List<CompletableFuture<Connection>> dials = new ArrayList<>(wanted.size());
        for (PeerAddresses peer : wanted) {
            dials.add(node.connect(peer, WITHIN).toCompletableFuture());
        }
        List<Dialled.One> outcomes = new ArrayList<>(wanted.size());
        List<PeerAddresses> reached = new ArrayList<>(wanted.size());
        for (int i = 0; i < dials.size(); i++) {
            PeerId peer = wanted.get(i).peer();
            try {
                outcomes.add(new Dialled.One(peer, dials.get(i).get(), ""));
                reached.add(wanted.get(i));
            } catch (InterruptedException e) {
                throw Nodes.interrupted(e);
            } catch (ExecutionException e) {
                outcomes.add(new Dialled.One(peer, null, Nodes.reason(e)));
            }
        }
        call.services().peerBook().ifPresent(book -> book.remember(reached));
        return new Dialled(outcomes, call.nanos().getAsLong() - began);
    }
}
