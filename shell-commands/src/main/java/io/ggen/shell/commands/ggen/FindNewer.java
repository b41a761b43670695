package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.results.Newer;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:outdated}. */
final class FindNewer implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list installed packages for which there is something newer")
                .with(Target.TARGET)
                .example("ggen outdated", "shows what update would move to, and what there is beyond");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        return new Newer(call.services().marketplace().outdated(call.target(arguments.value(Target.TARGET))));
    }
}
