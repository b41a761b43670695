package io.ggen.kademlia;

import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Nodes on real sockets in one process. Not a test; {@code main [NODES]}. What it prints is in the README.
 */
final class RealNetworkBenchmark {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int RUNS = 50;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<TcpNode> nodes = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        new RealNetworkBenchmark().run(args.length > 0 ? Integer.parseInt(args[0]) : 100);
        System.exit(0);
    }

    private void run(int count) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            TcpNode node = new TcpNode(i);
            node.join(i == 0 ? new TcpNode[0] : new TcpNode[] {nodes.get(random.nextInt(i))});
            nodes.add(node);
        }
        say("%d nodes joined in %.1f s", count, (System.nanoTime() - start) / 1e9);
        Thread.sleep(3000);
        double idle = cpu();
        Thread.sleep(10_000);
        say("idle: %.1f %% of a core for all", (cpu() - idle) * 10);

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
        get(Effort.FIRST, "first value");
        get(Effort.AGREED, "head");

        // of the twenty peers nearest to a key all but one die
        byte[] key = Numbered.key("mortal");
        TcpNode.await(nodes.get(0).kad.put(key, Numbered.value(1), LONG, progress -> {}));
        Key target = Key.of(key);
        List<TcpNode> near = new ArrayList<>(nodes);
        near.sort(Comparator.comparing(node -> target.xor(Key.of(node.host.id()))));
        near.removeIf(node -> !holds(node, key) || node == nodes.get(0));
        TcpNode owner = nodes.remove(0);
        owner.host.close(Duration.ZERO);
        for (TcpNode victim : near.subList(0, near.size() - 1)) {
            nodes.remove(victim);
            victim.host.close(Duration.ZERO);
        }
        List<Double> after = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < RUNS; i++) {
            long begin = System.nanoTime();
            hits += TcpNode.await(any().kad.get(key, Effort.FIRST, LONG))
                            .value()
                            .isPresent()
                    ? 1
                    : 0;
            after.add((System.nanoTime() - begin) / 1e6);
        }
        say(
                "%d of %d holders gone: %d of %d, p50 %.0f, p99 %.0f ms",
                near.size() - 1, near.size(), hits, RUNS, p(after, 0.5), p(after, 0.99));
        say("CPU in all: %.1f s", cpu());
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
