package io.ggen.sync;

import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.memory.kit.TestSigner;
import io.ggen.records.store.RecordStore;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A host on the loopback network, with threads of its own; sessions begin only when a test says so, or as {@code times} say. */
final class RealNode<S extends RecordStore> implements AutoCloseable {
    private static final int SECONDS = 200;
    private static final Duration LONG = Duration.ofHours(1);
    private static final SyncTimes NEVER = new SyncTimes(LONG, LONG, LONG, LONG, 0, LONG);

    final Host host;
    final S store;
    final SyncNode node;
    private final SystemTimers timers;
    private final ExecutorService disk = Executors.newFixedThreadPool(2);

    RealNode(long number, S store) {
        this(number, store, NEVER);
    }

    RealNode(long number, S store, SyncTimes times) {
        this.store = store;
        host = open(number);
        timers = new SystemTimers("sync " + number);
        node = new SyncNode(
                host,
                timers,
                Clock.systemUTC(),
                new SplittableRandom(number),
                store,
                disk,
                SyncLimits.DEFAULT,
                times,
                Blame.NONE);
    }

    static RealNode<FakeStore> inMemory(long number) {
        return new RealNode<>(number, new FakeStore(Clock.systemUTC()));
    }

    @Override
    public void close() {
        node.close();
        await(host.close(Duration.ZERO));
        disk.shutdownNow();
        timers.close();
    }

    /** A host with the key of {@code number}, with all settings as they are by default. */
    static Host open(long number) {
        TcpTransport transport = new TcpTransport((TransportSettings) Proxy.newProxyInstance(
                TransportSettings.class.getClassLoader(),
                new Class<?>[] {TransportSettings.class},
                (proxy, setting, arguments) -> setting.getDefaultValue()));
        return await(transport.open(
                TestSigner.of(number), HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))));
    }

    /** What the stage has in the end; throws its failure. */
    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }
}
