package io.ggen.shell.commands.registry;

import io.ggen.api.Problem;
import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.results.Taken;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code registry:import}. */
final class Import implements Task {
    private static final Option UNSIGNED =
            Option.flag("--unsigned", "sign nothing: for packages that others have made");
    private static final Option KEY =
            Option.value("--key", "FILE", Hint.FILE, "sign with the key in FILE instead of your own");
    private static final Option FORCE = Option.flag("--force", "publish files that look like secrets too");

    @Override
    public Syntax syntax() {
        return Syntax.of("pack, sign and publish every package folder below some folders")
                .needsSome("DIR", Hint.FOLDER, "a folder to search, at any depth")
                .with(UNSIGNED, KEY, FORCE)
                .example(
                        "ggen registry import ./packages ./packs", "publishes all that can be taken, tells what cannot")
                .example("ggen registry import ./downloaded --unsigned", "publishes what is not yours to sign");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        long began = call.nanos().getAsLong();
        List<Path> folders = new ArrayList<>();
        for (String word : arguments.words()) {
            folders.add(call.path(word));
        }
        String key = arguments.value(KEY);
        boolean signed = !arguments.has(UNSIGNED);
        if (!signed && key != null) {
            throw Problem.usage("--unsigned and --key contradict each other; nothing was changed")
                    .asException();
        }
        Publishing.ImportOptions options =
                new Publishing.ImportOptions(signed, key == null ? null : call.path(key), arguments.has(FORCE));
        Publishing.Imported imported = call.services().publishing().importAll(folders, options, call.progress());
        return new Taken(imported, call.nanos().getAsLong() - began);
    }
}
