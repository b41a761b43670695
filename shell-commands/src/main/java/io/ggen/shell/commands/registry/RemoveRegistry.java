package io.ggen.shell.commands.registry;

import io.ggen.api.registry.Registry;
import io.ggen.shell.commands.results.Done;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code registry:remove}. */
final class RemoveRegistry implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("ask a registry no more; its files stay")
                .needs("NAME", Hint.REGISTRY, "a registry that was added")
                .example("ggen registry remove team", "forgets the registry called team");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String name = arguments.word(0);
        if (call.services().roles().dismiss(Registry.ROLE, name)) {
            return new Done("removed registry " + name + "; the package that brings it stays installed")
                    .with("name", name);
        }
        call.services().registryAdmin().remove(name);
        return new Done("removed registry " + name + "; its files are still there").with("name", name);
    }
}
