package io.ggen.shell.commands.host;

import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** The host and its parts. */
public final class HostScope implements Scope {
    private static final List<String> FUNCTIONS = List.of("services", "use", "deploy");

    @Override
    public String name() {
        return "host";
    }

    @Override
    public String title() {
        return "the host: who does what in it";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Task task(String function) {
        switch (function) {
            case "services":
                return new ShowServices();
            case "use":
                return new Use();
            case "deploy":
                return new Deploy();
            default:
                throw new IllegalArgumentException(function);
        }
    }
}
