package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.List;
import java.util.Optional;

/** {@code p2p:peer}. */
final class ShowPeer implements Task {
    private static final String SOMEBODY = "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    @Override
    public Syntax syntax() {
        return Syntax.of("show all that is known of a peer: connections, routing table, mesh, scores, why it was"
                        + " dropped")
                .needs("ID", Hint.PEER, "the peer's id, as p2p peers shows it")
                .example("ggen p2p peer " + SOMEBODY, "in the shell: what each part of the network knows of that peer");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        PeerId peer = PeerId.parse(arguments.word(0));
        Node node = Nodes.running(call);
        Optional<Neighbour> connected = node.neighbours().stream()
                .filter(one -> one.peer().equals(peer))
                .findFirst();
        Optional<Dropped> lost =
                node.dropped().stream().filter(one -> one.peer().equals(peer)).findFirst();
        List<Told> told = Told.about(peer, call);
        if (connected.isEmpty() && lost.isEmpty() && told.isEmpty()) {
            throw Problem.of(
                            "nothing is known of peer " + peer + ": it is not connected, and was not lost lately",
                            "ggen p2p peers")
                    .asException();
        }
        return new OnePeer(peer, connected, lost, told, Repute.of(peer, call));
    }
}
