package io.ggen.gossipsub;

import io.ggen.javascript.Scripts;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Hosts on real sockets of one machine, first in Java, then js-libp2p on the same graph. Not a test; {@code main HOSTS MESSAGES
 * BYTES}, from the bundle's folder. What it prints is in the README.
 */
final class LoopbackBenchmark {
    private static final int DIALS = 3;
    private static final long SETTLE_MILLIS = 5000;
    private static final long BETWEEN_MILLIS = 1000;

    private LoopbackBenchmark() {}

    public static void main(String[] args) throws Exception {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int messages = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        int bytes = args.length > 2 ? Integer.parseInt(args[2]) : 1024;
        List<int[]> links = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < hosts; i++) {
            for (int d = 0; d < DIALS; d++) {
                int to = (i + 1 + random.nextInt(hosts - 1)) % hosts;
                links.add(new int[] {i, to});
                lines.add(i + " " + to);
            }
        }
        System.out.println(java(hosts, links, messages, bytes));
        Scripts scripts = Scripts.ofModule();
        Files.write(scripts.folder().resolve("graph.txt"), lines);
        System.out.println(scripts.run("bench.mjs", "graph.txt", String.valueOf(messages), String.valueOf(bytes))
                .output());
        System.exit(0);
    }

    private static String java(int hosts, List<int[]> links, int messages, int bytes) throws Exception {
        List<RealNode> nodes = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            nodes.add(new RealNode(i));
        }
        for (int[] link : links) {
            RealNode to = nodes.get(link[1]);
            RealNode.await(nodes.get(link[0]).host.connect(to.host.id(), to.host.addresses(), RealNode.LONG));
        }
        Thread.sleep(SETTLE_MILLIS);
        long cpu = cpu();
        SplittableRandom random = new SplittableRandom(8);
        List<Long> took = new ArrayList<>();
        int missing = 0;
        for (int m = 0; m < messages; m++) {
            byte[] half = new byte[bytes / 2];
            random.nextBytes(half);
            byte[] data = HexFormat.of().formatHex(half).getBytes(StandardCharsets.US_ASCII);
            long start = System.nanoTime();
            RealNode.await(nodes.get(m * 37 % hosts).gossip.publish(Town.TOPIC, data));
            Thread.sleep(BETWEEN_MILLIS);
            long last = start;
            int have = 0;
            for (RealNode node : nodes) {
                boolean has = !node.heard.isEmpty();
                node.heard.clear();
                have += has ? 1 : 0;
                last = has ? Math.max(last, node.heardAt) : last;
            }
            missing += hosts - 1 - have;
            took.add((last - start) / 1_000_000);
        }
        took.sort(null);
        return "Java: all have it after p50 " + at(took, 0.5) + " ms, p99 " + at(took, 0.99) + " ms; missing " + missing
                + "; " + (cpu() - cpu) / 100_000_000 / 10.0 + " s of CPU";
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
