package io.ggen.libp2p;

import io.ggen.libp2p.yamux.YamuxLimits;
import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.memory.kit.TestSigner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hosts on the loopback address. */
public final class TestHosts {
    /** As {@link TransportSettings} has them, with shorter times. */
    public static final Limits LIMITS = new Limits(
            2048,
            8,
            256,
            64,
            Duration.ofSeconds(10),
            128,
            16,
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            128L << 20,
            16L << 20,
            256 << 10,
            new YamuxLimits(1024, 1024, 1000, 4 << 20, 8L << 20, 4096));

    private TestHosts() {}

    /** The usual limits, but little of everything. */
    public static Limits strict() {
        return strict(LIMITS.handshakeTime(), LIMITS.keepAlive());
    }

    /** The same, and little time for a handshake: enough for honest peers, if not at each attempt on a machine that is busy. */
    public static Limits impatient() {
        return strict(Duration.ofSeconds(2), LIMITS.keepAlive());
    }

    /** Little of everything, with other times for a handshake and between signs of life. */
    static Limits strict(Duration handshake, Duration keepAlive) {
        return new Limits(
                20,
                2,
                16,
                8,
                handshake,
                4,
                16,
                Duration.ofMillis(100),
                LIMITS.negotiationTime(),
                LIMITS.closeTime(),
                keepAlive,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                LIMITS.buffered(),
                LIMITS.bufferedPerConnection(),
                LIMITS.unsent(),
                new YamuxLimits(8, 100, 50, 1 << 20, 1 << 20, 100));
    }

    /** The usual limits, but for one. */
    static Limits withNextAddressAfter(Duration time) {
        return with(time, LIMITS.keepAlive(), LIMITS.idle());
    }

    /** The usual limits, but connections without streams live {@code time}. */
    static Limits withIdle(Duration time) {
        return with(LIMITS.nextAddressAfter(), time, time);
    }

    private static Limits with(Duration nextAddressAfter, Duration keepAlive, Duration idle) {
        return new Limits(
                LIMITS.connections(),
                LIMITS.connectionsPerPeer(),
                LIMITS.handshakes(),
                LIMITS.handshakesPerAddress(),
                LIMITS.handshakeTime(),
                LIMITS.dials(),
                LIMITS.addresses(),
                nextAddressAfter,
                LIMITS.negotiationTime(),
                LIMITS.closeTime(),
                keepAlive,
                idle,
                LIMITS.idleDuplicate(),
                LIMITS.buffered(),
                LIMITS.bufferedPerConnection(),
                LIMITS.unsent(),
                LIMITS.yamux());
    }

    /** The port it listens on. */
    public static int port(Host host) {
        return Integer.parseInt(
                host.addresses().get(0).value(AddressProtocol.TCP).orElseThrow());
    }

    /** A host with the key of {@code number}, on a free port. */
    public static Host open(long number, Limits limits, String... securities) {
        HostSettings settings = HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"));
        return await(new TcpTransport(limits, List.of(securities)).open(TestSigner.of(number), settings));
    }

    /** Connects {@code from} with {@code to}; tries again for 20 s, for the sake of hosts that are {@link #impatient}. */
    public static void connect(Host from, Host to, List<Multiaddr> addresses) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                await(from.connect(to.id(), addresses, Duration.ofSeconds(20)));
                return;
            } catch (NetworkException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** What {@code stage} has, within 30 s; throws its failure unwrapped. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("nothing happened for 30 s", e);
        }
    }
}
