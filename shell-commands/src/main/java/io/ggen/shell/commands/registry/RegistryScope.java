package io.ggen.shell.commands.registry;

import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** The registries themselves. */
public final class RegistryScope implements Scope {
    private static final List<String> FUNCTIONS = List.of("list", "add", "remove", "reindex", "import");

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String title() {
        return "registries: where packages come from";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Task task(String function) {
        switch (function) {
            case "list":
                return new ListRegistries();
            case "add":
                return new AddRegistry();
            case "remove":
                return new RemoveRegistry();
            case "reindex":
                return new Reindex();
            case "import":
                return new Import();
            default:
                throw new IllegalArgumentException(function);
        }
    }
}
