package io.ggen.shell.commands.p2p;

import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code p2p:peers}. */
final class ShowPeers implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the peers that are connected, and those that were lost or not reached, with the reason")
                .example("ggen p2p peers", "in the shell: one line a connection, then the latest losses");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Node node = Nodes.settled(call);
        if (node == null || node.status().state() == State.STOPPED) {
            throw HostOnNetwork.missing(node == null ? "" : node.status().detail())
                    .asException();
        }
        return new KnownPeers(node.neighbours(), node.dropped());
    }
}
