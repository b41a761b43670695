package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.results.Generations;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:history}. */
final class ShowHistory implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the generations, newest first")
                .with(Target.TARGET)
                .example("ggen history", "shows what each install, update and removal changed");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        return new Generations(call.services().marketplace().history(call.target(arguments.value(Target.TARGET))));
    }
}
