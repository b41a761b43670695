package io.ggen.shell.commands.ggen;

import io.ggen.shell.commands.p2p.Serve;
import io.ggen.shell.commands.p2p.ShowHost;
import io.ggen.shell.commands.p2p.StopHost;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** Installing, finding and publishing packages. */
public final class GgenScope implements Scope {
    private static final List<String> FUNCTIONS = List.of(
            "install",
            "uninstall",
            "update",
            "outdated",
            "list",
            "search",
            "info",
            "tree",
            "why",
            "verify",
            "history",
            "rollback",
            "init",
            "pack",
            "publish",
            "yank",
            "unyank",
            "deprecate",
            "gc",
            "doctor",
            "resolve",
            "serve",
            "status",
            "stop",
            "help");

    @Override
    public String name() {
        return "ggen";
    }

    @Override
    public String title() {
        return "packages: find, install, undo, publish";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Task task(String function) {
        switch (function) {
            case "install":
                return new Install();
            case "uninstall":
                return new Uninstall();
            case "update":
                return new Update();
            case "outdated":
                return new FindNewer();
            case "list":
                return new ListPackages();
            case "search":
                return new Search();
            case "info":
                return new ShowInfo();
            case "tree":
                return new ShowTree();
            case "why":
                return new ExplainWhy();
            case "verify":
                return new Verify();
            case "history":
                return new ShowHistory();
            case "rollback":
                return new RollBack();
            case "init":
                return new Init();
            case "pack":
                return new Pack();
            case "publish":
                return new Publish();
            case "yank":
                return new Yank(true);
            case "unyank":
                return new Yank(false);
            case "deprecate":
                return new Deprecate();
            case "gc":
                return new CollectGarbage();
            case "doctor":
                return new Doctor();
            case "resolve":
                return new Resolve();
            case "serve":
                return new Serve();
            case "status":
                return new ShowHost();
            case "stop":
                return new StopHost();
            case "help":
                return new Help();
            default:
                throw new IllegalArgumentException(function);
        }
    }
}
