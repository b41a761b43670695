package io.ggen.kademlia;

import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.memory.kit.TestSigner;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A node on real sockets of the loopback network. */
final class TcpNode implements AutoCloseable {
    private static final int SECONDS = 30;

    final Host host;
    final Kademlia kad;
    private final SystemTimers timers;

    TcpNode(long number) {
        host = await(transport()
                .open(
                        TestSigner.of(number),
                        HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))));
        timers = new SystemTimers("kad " + number);
        kad = new Kademlia(
                host,
                timers,
                Clock.systemUTC(),
                new SplittableRandom(number),
                KademliaSettings.serving(),
                PeerMemory.none(),
                SweepMemory.none());
        kad.validate(new Numbered());
    }

    /** With all settings as they are by default. */
    private static TcpTransport transport() {
        return new TcpTransport((TransportSettings) Proxy.newProxyInstance(
                TransportSettings.class.getClassLoader(),
                new Class<?>[] {TransportSettings.class},
                (proxy, setting, arguments) -> setting.getDefaultValue()));
    }

    PeerAddresses address() {
        return new PeerAddresses(host.id(), host.addresses());
    }

    /** What {@code work} gives on the node's lane. */
    <T> CompletionStage<T> onLane(java.util.function.Supplier<T> work) {
        return java.util.concurrent.CompletableFuture.supplyAsync(work, timers);
    }

    int join(TcpNode... others) {
        return await(kad.start(List.of(others).stream().map(TcpNode::address).toList()));
    }

    /** What the stage has within half a minute; throws its failure. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        await(kad.close());
        await(host.close(Duration.ZERO));
        timers.close();
    }
}
