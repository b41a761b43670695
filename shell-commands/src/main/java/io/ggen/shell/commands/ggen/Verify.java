package io.ggen.shell.commands.ggen;

import io.ggen.api.Texts;
import io.ggen.shell.commands.results.Verified;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:verify}. */
final class Verify implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("compare every installed file with what was extracted, and every signature with the lock")
                .with(Target.TARGET)
                .example("ggen verify", "reads every file; exits with 1 if one differs");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String target = arguments.value(Target.TARGET);
        return new Verified(
                call.services().marketplace().verify(call.target(target), call.progress()),
                target == null ? "ggen install --force" : "ggen install --force --target " + Texts.quoted(target));
    }
}
