package io.ggen.shell.commands.p2p;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.shell.commands.task.Announcing;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** {@code ggen serve}: a host without a terminal. */
public final class Serve implements Announcing {
    private static final Option LISTEN = Option.values(
            "--listen", "MULTIADDR", Hint.TEXT, "accept connections there, and not where etc/io.ggen.node.json says");
    private static final Option BOOTSTRAP =
            Option.values("--bootstrap", "MULTIADDR", Hint.TEXT, "keep a connection with that peer; ends in /p2p/ID");

    private static final Option CLIENT = Option.flag(
            "--dht-client", "hold no records for others, and be in nobody's routing table: as the shell does");

    @Override
    public Syntax syntax() {
        return Syntax.of("run a network host until it is terminated; its first line of output is JSON, once it listens")
                .with(LISTEN, BOOTSTRAP, CLIENT)
                .example("ggen serve", "listens on a free port of all IPv4 addresses")
                .example("ggen serve --listen /ip4/0.0.0.0/tcp/4001 --listen /ip6/::/tcp/4001", "listens on one port")
                .example(
                        "ggen serve --bootstrap"
                                + " /ip4/192.0.2.7/tcp/4001/p2p/12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA",
                        "stays connected with that peer");
    }

    @Override
    public Result run(Arguments arguments, Call call, Consumer<Result> announce) {
        List<Multiaddr> listen = parsed(arguments.values(LISTEN));
        NodeStart wish = new NodeStart(
                listen.isEmpty() ? null : listen, parsed(arguments.values(BOOTSTRAP)), true, !arguments.has(CLIENT));
        Node node = Nodes.installed(call);
        long began = call.nanos().getAsLong();
        Nodes.start(node, wish);
        try {
            announce.accept(Served.ready(node.status()));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // its orderly end
            return Served.ended(call.nanos().getAsLong() - began);
        } finally {
            Nodes.stop(node);
        }
        throw new IllegalStateException("nobody counts down");
    }

    private static List<Multiaddr> parsed(List<String> texts) {
        List<Multiaddr> all = new ArrayList<>(texts.size());
        for (String text : texts) {
            all.add(Multiaddr.parse(text));
        }
        return all;
    }
}
