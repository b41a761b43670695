package io.ggen.shell.commands.host;

import io.ggen.api.Problem;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code host:use}. */
final class Use implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("choose who fills a role, now and after every restart")
                .needs("ROLE", Hint.ROLE, "a role, as host services names it")
                .needs("NAME", Hint.PROVIDER, "one of those who could fill it")
                .example("ggen host use resolver backtracking", "lets the small resolver do the work");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String role = arguments.word(0);
        String name = arguments.word(1);
        if (ShowServices.missing(call.services().roles().roles()).contains(role)) {
            throw Problem.of(
                            "the role " + role
                                    + " is there where the network runs, in a shell or 'ggen serve', and none"
                                    + " runs on this home; the selection is unchanged",
                            "ggen serve")
                    .asException();
        }
        call.services().roles().use(role, name);
        return new Done(role + " is now " + name).with("role", role).with("name", name);
    }
}
