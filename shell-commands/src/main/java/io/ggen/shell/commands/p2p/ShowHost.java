package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.HostProcess;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.Optional;

/** {@code ggen status}: the host that runs on this home. */
public final class ShowHost implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("show the host that runs on this home: a shell or 'ggen serve', which serves other commands")
                .example(
                        "ggen status",
                        "shows since when it runs, what it serves, and its network; exits with 1 if none runs");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        HostProcess host = call.services().hostProcess().orElseThrow(() -> missing(call, "", "ggen", "ggen serve"));
        Optional<NodeStatus> network = call.services().node().map(Node::status);
        return new HostOfHome(host, network.orElse(null));
    }

    /** Why there is no host to work with: none runs, or it left this command to itself; {@code state} is what follows. */
    static ProblemException missing(Call call, String state, String... next) {
        String home = call.services().home().root().toString();
        Optional<HostProcess.Refused> refused = call.services().refusedBy();
        if (refused.isEmpty()) {
            return Problem.of("no host runs on the home " + home + state, next).asException();
        }
        long pid = refused.get().pid();
        String host = "the host of the home " + home + (pid < 0 ? "" : ", process " + pid + ",");
        String sentence = host + " " + refused.get().reason() + state;
        return (pid < 0 ? Problem.of(sentence) : Problem.of(sentence, "kill " + pid)).asException();
    }
}
