package io.ggen.shell.commands.registry;

import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.results.Taken;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code registry:import}. */
final class Import implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("pack and publish every package folder below some folders")
                .needsSome("DIR", Hint.FOLDER, "a folder to search, at any depth")
                .example(
                        "ggen registry import ./packages ./packs",
                        "publishes all that can be taken, tells what cannot");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        List<Path> folders = new ArrayList<>();
        for (String word : arguments.words()) {
            folders.add(call.path(word));
        }
        Publishing.Imported imported = call.services().publishing().importAll(folders, call.progress());
        return new Taken(imported, call.nanos().getAsLong() - began);
    }
}
