package io.ggen.shell.commands.ggen;

import io.ggen.api.marketplace.Outcome;
import io.ggen.shell.commands.results.Changed;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:rollback}. */
final class RollBack implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("go back to an earlier generation, as a new one")
                .takes("N", Hint.TEXT, "the number of a generation; the one before the current without N")
                .with(Target.TARGET)
                .example("ggen rollback", "undoes the last change")
                .example("ggen rollback 3", "goes back to what generation 3 held");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        int generation = arguments.words().isEmpty() ? 0 : Arguments.number("N", arguments.word(0), 1);
        Outcome outcome = call.services()
                .marketplace()
                .rollback(generation, call.target(arguments.value(Target.TARGET)), call.progress());
        return new Changed(outcome, false, call.nanos().getAsLong() - began);
    }
}
