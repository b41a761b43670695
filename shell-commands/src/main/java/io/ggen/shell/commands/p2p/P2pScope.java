package io.ggen.shell.commands.p2p;

import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Task;
import java.util.List;

/** The network. */
public final class P2pScope implements Scope {
    private static final List<String> FUNCTIONS = List.of("status", "peers", "peer", "connect", "publish", "search");

    @Override
    public String name() {
        return "p2p";
    }

    @Override
    public String title() {
        return "the network: this host and its peers";
    }

    @Override
    public List<String> functions() {
        return FUNCTIONS;
    }

    @Override
    public Task task(String function) {
        switch (function) {
            case "status":
                return new ShowStatus();
            case "peers":
                return new ShowPeers();
            case "peer":
                return new ShowPeer();
            case "connect":
                return new Connect();
            case "publish":
                return new PublishToNetwork();
            case "search":
                return new SearchPeers();
            default:
                throw new IllegalArgumentException(function);
        }
    }
}
