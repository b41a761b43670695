package io.ggen.shell.commands.registry;

import io.ggen.api.registry.WritableRegistry;
import io.ggen.shell.commands.results.Reindexed;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code registry:reindex}. */
final class Reindex implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("write the indexes of the home's registry again, from its folders")
                .example("ggen registry reindex", "visits every package; tells which folders could not be taken");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        WritableRegistry.Reindexed reindexed =
                call.services().roles().call(WritableRegistry.class, registry -> registry.reindex());
        return new Reindexed(reindexed, call.nanos().getAsLong() - began);
    }
}
