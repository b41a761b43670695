package io.ggen.shell.commands.registry;

import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.nio.file.Path;

/** {@code registry:add}. */
final class AddRegistry implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("ask one more file registry, from now on")
                .needs("NAME", Hint.TEXT, "what to call it")
                .needs("DIR", Hint.FOLDER, "its folder, on this machine or mounted")
                .example("ggen registry add team /mnt/team/registry", "asks the team's registry beside the home's own");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String name = arguments.word(0);
        Path folder = call.path(arguments.word(1));
        call.services().registryAdmin().add(name, folder);
        return new Done("added registry " + name + " (" + folder + ")")
                .with("name", name)
                .with("folder", folder);
    }
}
