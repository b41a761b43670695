package io.ggen.shell.commands.trust;

import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** Whom this user trusts. */
public final class TrustScope implements Scope {
    private static final List<String> FUNCTIONS = List.of("list", "add", "remove", "revoke", "export");

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public String title() {
        return "pins: whose package a name means, and keys that have ended";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Task task(String function) {
        switch (function) {
            case "list":
                return new ListPins();
            case "add":
                return new AddPin();
            case "remove":
                return new RemovePin();
            case "revoke":
                return new Revoke();
            case "export":
                return new ExportRevocation();
            default:
                throw new IllegalArgumentException(function);
        }
    }
}
