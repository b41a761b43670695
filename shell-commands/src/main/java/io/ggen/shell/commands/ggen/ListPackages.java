package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.results.Packages;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:list}. */
final class ListPackages implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the packages installed")
                .with(Target.TARGET)
                .example("ggen list", "lists the packages of the home")
                .example("ggen list --target ./lib --json", "lists those in ./lib, for a script");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        return new Packages(call.services().marketplace().installed(call.target(arguments.value(Target.TARGET))));
    }
}
