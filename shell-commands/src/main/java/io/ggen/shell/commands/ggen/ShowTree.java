package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.results.DependencyTree;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:tree}. */
final class ShowTree implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("draw which of the packages installed depends on which")
                .with(Target.TARGET)
                .example("ggen tree", "draws a tree for each package you asked for; (*) marks what is drawn above");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        return new DependencyTree(call.services()
                .marketplace()
                .installed(call.target(arguments.value(Target.TARGET)))
                .lock());
    }
}
