package io.ggen.shell.commands.p2p;

import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code p2p:status}. */
final class ShowStatus implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("show who this host is on the network, where others can dial it, and how each part of it does")
                .example("ggen p2p status", "in the shell: its id, addresses, transport, routing table and meshes");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Node node = Nodes.settled(call);
        return new HostOnNetwork(
                node != null
                        ? node.status()
                        : new NodeStatus(State.STOPPED, "", Optional.empty(), List.of(), "", 0, Duration.ZERO, 0),
                Told.byAll(call));
    }
}
