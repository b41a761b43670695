package io.ggen.shell.commands.registry;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.registry.Registry;
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
        return Syntax.of("ask one more registry, from now on: one in a folder, or one that an installed package brings")
                .needs("NAME", Hint.REGISTRY_TO_ADD, "what to call it; without DIR, how the package calls it")
                .takes("DIR", Hint.FOLDER, "its folder, on this machine or mounted")
                .example("ggen registry add team /mnt/team/registry", "asks the team's registry beside the home's own")
                .example("ggen registry add acme", "asks the registry acme, which an installed package brings");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String name = arguments.word(0);
        if (arguments.words().size() == 1) {
            if (name.indexOf('/') >= 0) {
                throw Problem.usage(
                                "registry add needs a name of your choice before the folder " + Texts.shown(name, 300)
                                        + "; nothing was added",
                                "ggen registry add NAME " + Texts.quoted(name))
                        .asException();
            }
            call.services().roles().admit(Registry.ROLE, name);
            return new Done("added registry " + name + ", which an installed package brings").with("name", name);
        }
        Path folder = call.path(arguments.word(1));
        call.services().registryAdmin().add(name, folder);
        return new Done("added registry " + name + " (" + folder + ")")
                .with("name", name)
                .with("folder", folder);
    }
}
