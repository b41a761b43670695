package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.shell.commands.results.Reasons;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:why}. */
final class ExplainWhy implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("tell why a package is installed")
                .needs("NAME", Hint.INSTALLED, "a package that is installed")
                .with(Target.TARGET)
                .example("ggen why rdf-core", "names what you asked for that needs rdf-core, directly or not");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        PackageName name = new PackageName(arguments.word(0));
        return new Reasons(name, call.services().marketplace().why(name, call.target(arguments.value(Target.TARGET))));
    }
}
