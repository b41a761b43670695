package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.shell.commands.results.Reasons;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;

/** {@code ggen:why}. */
final class ExplainWhy implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("tell why a package is installed")
                .needs("NAME", Hint.INSTALLED, "a package that is installed")
                .with(Target.TARGET)
                .example("ggen why rdf-core", "names what you asked for that depends on rdf-core, directly or not");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        PackageName name = new PackageName(arguments.word(0));
        Path target = call.target(arguments.value(Target.TARGET));
        Marketplace marketplace = call.services().marketplace();
        return new Reasons(
                name,
                marketplace.why(name, target),
                marketplace.installed(target).lock());
    }
}
