package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.resolver.Question;
import io.ggen.shell.commands.results.Changed;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.Set;
import java.util.TreeSet;

/** {@code ggen:uninstall}. */
final class Uninstall implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("remove packages and what only they needed")
                .needsSome("NAME", Hint.INSTALLED, "a package that is installed")
                .with(Target.TARGET, Target.DRY_RUN)
                .example("ggen uninstall hello-world", "removes hello-world, and what nothing else needs");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        InstallOptions options = new InstallOptions(
                call.target(arguments.value(Target.TARGET)),
                null,
                false,
                arguments.has(Target.DRY_RUN),
                null,
                Question.Options.DEFAULT);
        Outcome outcome = call.services().marketplace().uninstall(names(arguments), options, call.progress());
        return new Changed(outcome, options.dryRun(), call.nanos().getAsLong() - began);
    }

    /** All words, as names in order. */
    static Set<PackageName> names(Arguments arguments) {
        Set<PackageName> names = new TreeSet<>();
        for (String word : arguments.words()) {
            names.add(new PackageName(word));
        }
        return names;
    }
}
