package io.ggen.shell.commands.ggen;

import io.ggen.api.marketplace.Collected;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import io.ggen.shell.commands.text.Amounts;

/** {@code ggen:gc}. */
final class CollectGarbage implements Task {
    private static final Option KEEP =
            Option.value("--keep", "N", Hint.TEXT, "keep the N newest generations of each target (5)");

    @Override
    public Syntax syntax() {
        return Syntax.of("free the space of what no kept generation uses")
                .with(KEEP)
                .example("ggen gc", "deletes old generations, and trees and archives that nothing uses")
                .example("ggen gc --keep 1", "keeps only what is current; nothing is left to roll back to");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Collected freed = call.services().marketplace().gc(arguments.number(KEEP, 1, 5), call.progress());
        return new Done("freed " + Amounts.bytes(freed.bytes()) + ": "
                        + Amounts.count(freed.generations(), "generation")
                        + ", " + Amounts.count(freed.trees(), "tree") + ", "
                        + Amounts.count(freed.archives(), "archive"))
                .with("bytes", freed.bytes())
                .with("generations", freed.generations())
                .with("trees", freed.trees())
                .with("archives", freed.archives());
    }
}
