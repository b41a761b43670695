package io.ggen.shell.commands.p2p;

import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.HostProcess;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen stop}: ends the host that runs on this home. The client waits until it is gone. */
public final class StopHost implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("stop the host that runs on this home, and wait until it has ended")
                .example("ggen stop", "ends a shell or 'ggen serve'; commands that it serves are cancelled");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        HostProcess host =
                call.services().hostProcess().orElseThrow(() -> ShowHost.missing(call, "; nothing was stopped"));
        host.stop().run();
        return new Done("stopping " + (host.mode().equals("serve") ? "'ggen serve'" : "the shell") + ", process "
                        + host.pid())
                .with("pid", host.pid())
                .with("mode", host.mode());
    }
}
