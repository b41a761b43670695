package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.memory.kit.TestSigner;
import io.ggen.roles.FixedRoles;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A host that fetches and serves, on real sockets of the loopback network. */
final class TcpMember implements AutoCloseable {
    private static final int SECONDS = 120;

    final Host host;
    final PeerFetcher fetcher;
    final FakePolicy policy = new FakePolicy();
    final Tally tally = new Tally();
    final Map<Digest, Path> held = new ConcurrentHashMap<>();
    private final SystemTimers lane;
    private final ExecutorService files = Executors.newFixedThreadPool(2);

    TcpMember(long number, Path home, FetchLimits limits) {
        host = await(transport()
                .open(
                        TestSigner.of(number),
                        HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))));
        lane = new SystemTimers("fetch " + number);
        Folder folder = new Folder(home.resolve("fetch"), Clock.systemUTC());
        Library library = new Library(
                folder,
                new Trees(limits.treeBytes()),
                () -> List.of(sha256 -> Optional.ofNullable(held.get(sha256))),
                lane,
                files,
                limits.looking());
        host.handle(new Server(library, limits, lane, files, tally));
        fetcher = new PeerFetcher(new Parts(
                host,
                lane,
                files,
                new SplittableRandom(number),
                limits,
                folder,
                library,
                new Standing(FixedRoles.of(policy), lane, lane),
                tally,
                new CutOff(host, lane),
                new Lines(FetchLimits.STREAMS_PER_PEER, limits.streams()),
                () -> null));
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

    /** What the stage has within two minutes; throws its failure. */
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
        fetcher.close();
        await(host.close(Duration.ZERO));
        lane.close();
        files.shutdown();
    }
}
