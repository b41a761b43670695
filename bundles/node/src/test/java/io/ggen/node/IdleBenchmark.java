package io.ggen.node;

import io.ggen.gossipsub.GossipSettings;
import io.ggen.gossipsub.Gossipsub;
import io.ggen.kademlia.Kademlia;
import io.ggen.kademlia.KademliaSettings;
import io.ggen.kademlia.PeerMemory;
import io.ggen.kademlia.SweepMemory;
import io.ggen.libp2p.TcpTransport;
import io.ggen.libp2p.TransportSettings;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What idle connected peers cost a host with Kademlia and gossip over TCP. Not a test; {@code main [PEERS [SECONDS]]}: the
 * host has this process for itself, the peers, each with Kademlia and gossip too, have another one.
 */
final class IdleBenchmark {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SETTLE_SECONDS = 180;

    private IdleBenchmark() {}

    private record Quiet() implements TopicHandler {
        @Override
        public String topic() {
            return GossipSettings.PACKAGES;
        }

        @Override
        public CompletionStage<Verdict> received(PeerId from, byte[] data) {
            return CompletableFuture.completedFuture(Verdict.ACCEPT);
        }
    }

    private static Host member(int number, boolean server, SystemTimers timers, List<PeerAddresses> known) {
        TransportSettings defaults = (TransportSettings) Proxy.newProxyInstance(
                IdleBenchmark.class.getClassLoader(),
                new Class<?>[] {TransportSettings.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        Host host = await(new TcpTransport(defaults)
                .open(
                        TestSigner.of(number),
                        HostSettings.listeningOn("test", Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))));
        KademliaSettings settings = server ? KademliaSettings.serving() : KademliaSettings.asking();
        new Kademlia(
                        host,
                        timers,
                        Clock.systemUTC(),
                        new SplittableRandom(number),
                        settings,
                        PeerMemory.none(),
                        SweepMemory.none())
                .start(known);
        new Gossipsub(host, TestSigner.of(number), timers, new SplittableRandom(~number), GossipSettings.DEFAULT)
                .join(new Quiet());
        return host;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 2) {
            peers(args[0], args[1], Integer.parseInt(args[2]));
            return;
        }
        int peers = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Host host = member(0, true, new SystemTimers("host"), List.of());
        Process others = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleBenchmark.class.getName(),
                        host.id().toString(),
                        host.addresses().get(0).toString(),
                        Integer.toString(peers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(others.getInputStream(), StandardCharsets.UTF_8))) {
            said.readLine();
            Thread.sleep(SETTLE_SECONDS * 1000L);
            for (int round = 0; round < 3; round++) {
                double cpu = cpu();
                long start = System.nanoTime();
                Thread.sleep(seconds * 1000L);
                double took = (System.nanoTime() - start) / 1e9;
                Set<PeerId> connected = new HashSet<>();
                host.connections().forEach(one -> connected.add(one.peer()));
                System.out.println(String.format(
                        Locale.ROOT,
                        "%d idle peers: %.2f %% of a core over %.0f s",
                        connected.size(),
                        (cpu() - cpu) / took * 100,
                        took));
            }
        } finally {
            others.destroyForcibly();
        }
        System.exit(0);
    }

    /** Connected with the host; every fifth is a server, and in tables. */
    private static void peers(String id, String address, int count) throws Exception {
        List<Host> all = new ArrayList<>();
        SystemTimers timers = new SystemTimers("peers");
        PeerAddresses entry = new PeerAddresses(PeerId.parse(id), List.of(Multiaddr.parse(address)));
        for (int i = 1; i <= count; i++) {
            Host host = member(i, i % 5 == 0, timers, List.of(entry));
            await(host.connect(entry.peer(), entry.addresses(), LONG));
            all.add(host);
        }
        System.out.println("ready " + all.size());
        Thread.sleep(Duration.ofHours(1).toMillis());
    }

    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
