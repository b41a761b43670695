package io.ggen.shell.commands.p2p;

import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code p2p:peers}. */
final class ShowPeers implements Task {
    private static final Option LEAST = Option.value(
            "--min-reputation", "N", Hint.TEXT, "only connected peers with at least this reputation, from 0 to 1");

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        "list the peers that are connected, and those that were lost, not reached or turned away, with the reason")
                .with(LEAST)
                .example("ggen p2p peers", "in the shell: one line a connection, then the latest losses")
                .example("ggen p2p peers --min-reputation 0.7", "leaves out whoever served badly");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String text = arguments.value(LEAST);
        Double least = text == null ? null : Repute.parse(LEAST.name(), text);
        Node node = Nodes.running(call);
        if (least != null) {
            Repute.mustBeThere(call);
        }
        List<KnownPeers.Peer> peers = new ArrayList<>();
        for (Neighbour one : node.neighbours()) {
            Optional<Repute> repute = Repute.of(one.peer(), call);
            if (isGoodEnough(repute, least)) {
                peers.add(new KnownPeers.Peer(one, Told.about(one.peer(), call), repute));
            }
        }
        List<KnownPeers.Lost> lost = new ArrayList<>();
        for (Dropped one : node.dropped()) {
            lost.add(new KnownPeers.Lost(one, Told.about(one.peer(), call)));
        }
        return new KnownPeers(
                peers, lost, node.strangers(), least == null ? "" : " with a reputation of at least " + least);
    }

    private static boolean isGoodEnough(Optional<Repute> repute, @Nullable Double least) {
        return least == null || repute.isPresent() && repute.get().score() >= least;
    }
}
