package io.ggen.kademlia;

import io.ggen.javascript.Scripts;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Nodes on real sockets, first in Java, then js-libp2p on the same graph. Not a test; {@code main [NODES]}, from the bundle's
 * folder. What it prints is in the README.
 */
final class RealNetworkBenchmark {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int RUNS = 50;
    private static final int MORTAL = 19;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<TcpNode> nodes = new ArrayList<>();
    private final List<String> graph = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        new RealNetworkBenchmark().run(args.length > 0 ? Integer.parseInt(args[0]) : 100);
        System.exit(0);
    }

    private void run(int count) throws Exception {
        String killed = key(count, Set.of());
        Set<Integer> toKill = doomed(killed, count);
        String frozen = key(count, toKill);
        Set<Integer> toFreeze = doomed(frozen, count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (!toKill.contains(i) && !toFreeze.contains(i)) {
                join(i);
            }
        }
        say("%d nodes joined in %.1f s", nodes.size(), (System.nanoTime() - start) / 1e9);
        try (Doomed first = new Doomed(toKill, nodes.get(0));
                Doomed second = new Doomed(toFreeze, nodes.get(0))) {
            Thread.sleep(3000);
            double before = cpu();
            put();
            get(Effort.FIRST, "first value");
            say("Java: %.1f s of CPU for the %d nodes of this process", cpu() - before, nodes.size());
            get(Effort.AGREED, "head");
            first.put(owner(killed, count), killed);
            first.kill();
            survivors(killed, "killed");
            second.put(owner(frozen, count), frozen);
            second.freeze();
            survivors(frozen, "frozen");
        }
        js(count);
    }

    private void join(int number) {
        TcpNode node = new TcpNode(number);
        node.join(nodes.isEmpty() ? new TcpNode[0] : new TcpNode[] {any()});
        nodes.add(node);
    }

    /** A key whose nearest nodes are none of {@code others}. */
    private static String key(int count, Set<Integer> others) {
        for (int i = 0; ; i++) {
            String name = "mortal " + i;
            Set<Integer> near = doomed(name, count);
            near.addAll(Doomed.nearest(Numbered.key(name), count).subList(0, MORTAL + 1));
            near.retainAll(others);
            if (near.isEmpty() || i > 10_000) {
                return name;
            }
        }
    }

    /** All but one of the twenty that will hold the value, and its owner, which is far from the key. */
    private static Set<Integer> doomed(String name, int count) {
        List<Integer> nearest = Doomed.nearest(Numbered.key(name), count);
        Set<Integer> doomed = new TreeSet<>(nearest.subList(0, MORTAL));
        doomed.add(owner(name, count));
        return doomed;
    }

    private static int owner(String name, int count) {
        return Doomed.nearest(Numbered.key(name), count).get(count - 1);
    }

    private void put() {
        List<Double> put = new ArrayList<>();
        List<Integer> holders = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            byte[] key = Numbered.key("real " + i);
            long begin = System.nanoTime();
            Receipt receipt = TcpNode.await(any().kad.put(key, Numbered.value(1), LONG, progress -> {}));
            put.add((System.nanoTime() - begin) / 1e6);
            holders.add(receipt.holders());
        }
        say("put: p50 %.0f, p99 %.0f ms; holders at least %.0f", p(put, 0.5), p(put, 0.99), p(holders, 0));
    }

    private void survivors(String name, String fate) {
        byte[] key = Numbered.key(name);
        int left = 0;
        for (TcpNode node : nodes) {
            left += holds(node, key) ? 1 : 0;
        }
        List<Double> millis = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            TcpNode reader = any();
            while (holds(reader, key)) {
                reader = any();
            }
            long begin = System.nanoTime();
            hits += TcpNode.await(reader.kad.get(key, Effort.FIRST, LONG))
                            .value()
                            .isPresent()
                    ? 1
                    : 0;
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        say(
                "holders %s but %d: %d of %d, p50 %.0f, p99 %.0f ms",
                fate, left, hits, RUNS, p(millis, 0.5), p(millis, 0.99));
    }

    /** The same network of js-libp2p: everybody has dialled one of those before. */
    private void js(int count) throws Exception {
        for (int i = 1; i < count; i++) {
            graph.add(i + " " + random.nextInt(i));
        }
        nodes.forEach(TcpNode::close);
        Scripts scripts = Scripts.ofModule();
        Files.write(scripts.folder().resolve("graph.txt"), graph);
        System.out.println(scripts.run(Duration.ofMinutes(15), "bench.mjs", "graph.txt", Integer.toString(RUNS), "6")
                .output());
    }

    private void get(Effort effort, String name) {
        List<Double> millis = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            byte[] key = Numbered.key("real " + i);
            TcpNode reader = any();
            while (holds(reader, key)) {
                reader = any();
            }
            long begin = System.nanoTime();
            hits += TcpNode.await(reader.kad.get(key, effort, LONG)).value().isPresent() ? 1 : 0;
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        say("%s: %d of %d, p50 %.0f, p99 %.0f ms", name, hits, RUNS, p(millis, 0.5), p(millis, 0.99));
    }

    private static boolean holds(TcpNode node, byte[] key) {
        return TcpNode.await(node.onLane(() -> node.kad.holds(key, Numbered.value(1))));
    }

    private TcpNode any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static double p(List<? extends Number> numbers, double share) {
        return Trial.percentile(numbers, share);
    }

    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
