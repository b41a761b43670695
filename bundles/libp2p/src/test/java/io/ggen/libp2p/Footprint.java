package io.ggen.libp2p;

import static io.ggen.libp2p.TestHosts.await;

import io.ggen.p2p.api.Host;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** What connections cost the host that accepts them, in a process of its own: idle ones, and those that come and go. */
final class Footprint {
    static final Duration LONG = Duration.ofSeconds(60);

    /** Connections that are being made at a time; the host allows 64 handshakes from one address. */
    private static final int AT_A_TIME = 32;

    private static final long IDLE_PEERS_FROM = 1000;

    private Footprint() {}

    /**
     * Connects peers, each with one connection, that tell who they are and then say nothing.
     *
     * @param counts how many, in rising order
     * @return usage of the host with no connection, and then with each count of them
     */
    static List<Usage> idle(String kind, int... counts) throws IOException {
        try (OtherProcess process = new OtherProcess();
                BarePeers peers = new BarePeers()) {
            OtherProcess.Remote remote = process.host(kind);
            String security = OtherProcess.security(kind);
            List<Usage> seen = new ArrayList<>();
            seen.add(process.usageWhenEmpty());
            int connected = 0;
            for (int count : counts) {
                while (connected < count) {
                    List<CompletableFuture<?>> some = new ArrayList<>();
                    for (int i = Math.min(AT_A_TIME, count - connected); i > 0; i--) {
                        long number = IDLE_PEERS_FROM + connected++;
                        some.add(peers.connect(number, security, remote.peer(), remote.port())
                                .thenCompose(BarePeers.Open::settled));
                    }
                    some.forEach(TestHosts::await);
                }
                seen.add(process.usage());
            }
            return seen;
        }
    }

    /**
     * Connects, pings and disconnects {@code count} times, one after another.
     *
     * @param seen gets the number of cycles and the usage of the host that accepts: before, and after each {@code every} cycles
     */
    static void cycles(String kind, int count, int every, BiConsumer<Integer, Usage> seen) throws IOException {
        try (OtherProcess process = new OtherProcess()) {
            OtherProcess.Remote remote = process.host(kind);
            Host host = TestHosts.open(1, TestHosts.LIMITS, OtherProcess.security(kind));
            seen.accept(0, process.usageWhenEmpty());
            for (int i = 1; i <= count; i++) {
                await(host.connect(remote.peer(), List.of(remote.address()), LONG));
                await(host.ping(remote.peer(), LONG));
                host.disconnect(remote.peer(), "next");
                if (i % every == 0) {
                    seen.accept(i, process.usageWhenEmpty());
                }
            }
            await(host.close(Duration.ZERO));
        }
    }
}
