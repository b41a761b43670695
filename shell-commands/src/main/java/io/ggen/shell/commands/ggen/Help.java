package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.shell.commands.results.CommandHelp;
import io.ggen.shell.commands.results.CommandList;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** {@code ggen:help}. */
final class Help implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the commands, or show how to use one")
                .takesAny("COMMAND", Hint.COMMAND, "a command, as install or host use, or a scope, as host")
                .example("ggen help", "lists every command")
                .example("ggen help install", "shows what install takes, and examples");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            return new CommandList(call.scopes());
        }
        Found found = Found.in(call.scopes(), words);
        if (found != null) {
            return new CommandHelp(found.command(), found.task().syntax());
        }
        for (Scope scope : call.scopes()) {
            if (words.size() == 1 && words.get(0).equals(scope.name())) {
                return new CommandList(List.of(scope));
            }
        }
        throw Problem.usage(
                        "there is no command '" + Texts.shown(String.join(" ", words), 60) + "' to help with",
                        "ggen help")
                .asException();
    }
}
