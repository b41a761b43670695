package io.ggen.shell.commands.host;

import io.ggen.shell.commands.results.FilledRoles;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code host:services}. */
final class ShowServices implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("show which bundle fills which role, and the alternatives")
                .example("ggen host services", "marks with * who is in use");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        return new FilledRoles(call.services().roles().roles());
    }
}
