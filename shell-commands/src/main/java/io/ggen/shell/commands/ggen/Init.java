package io.ggen.shell.commands.ggen;

import io.ggen.api.Texts;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;

/** {@code ggen:init}. */
final class Init implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("start a package: write its package.json")
                .takes("DIR", Hint.FOLDER, "the package's folder, made if need be; the current one without DIR")
                .example("ggen init my-package", "makes my-package/package.json, to be edited");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Path folder = call.path(arguments.words().isEmpty() ? "." : arguments.word(0));
        Path manifest = call.services().publishing().init(folder);
        return new Done("wrote " + manifest + "; next: edit it, then ggen publish " + Texts.quoted(folder.toString()))
                .with("manifest", manifest);
    }
}
