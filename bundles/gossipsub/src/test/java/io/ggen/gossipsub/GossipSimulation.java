package io.ggen.gossipsub;

import io.ggen.gossipsub.Simulation.Outcome;
import io.ggen.p2p.memory.Link;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Gossip at sizes that no test machine can hold, on virtual time. Not a test: {@code main [SEED [SCENARIO…]]}. What it prints
 * is in the README.
 */
final class GossipSimulation {
    private static final int DIALS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration AFTER = Duration.ofSeconds(15);

    private final long seed;

    private GossipSimulation(long seed) {
        this.seed = seed;
    }

    public static void main(String[] args) {
        GossipSimulation simulation = new GossipSimulation(args.length > 0 ? Long.parseLong(args[0]) : 1);
        List<String> wanted = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        System.out.println(
                "| run | reached | one host p50 / p99 ms | all hosts p50 / p99 / worst ms | copies a host and message"
                        + " | RPCs sent a host and message | CPU s |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String name : List.of(
                "real",
                "1000",
                "1000loss",
                "10000",
                "10000loss",
                "sybilcold",
                "sybil",
                "sybilsparse",
                "split10",
                "split60",
                "idle")) {
            if (wanted.isEmpty() || wanted.contains(name)) {
                simulation.run(name);
            }
        }
    }

    private void run(String name) {
        switch (name) {
            case "real" -> plain("100 hosts, real signatures", 100, 0, 50, true);
            case "1000" -> plain("1,000 hosts", 1000, 0, 100, false);
            case "1000loss" -> plain("1,000 hosts, 10 % loss", 1000, 0.1, 100, false);
            case "10000" -> plain("10,000 hosts", 10_000, 0, 20, false);
            case "10000loss" -> plain("10,000 hosts, 10 % loss", 10_000, 0.1, 20, false);
            case "sybilcold" -> sybils(20, 0);
            case "sybil" -> sybils(20, 60);
            case "sybilsparse" -> sybils(10, 0);
            case "idle" -> idle();
            case "split10" -> split(10);
            case "split60" -> split(60);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void plain(String label, int hosts, double loss, int messages, boolean realKeys) {
        long start = cpu();
        Simulation simulation = new Simulation(hosts, 0, realKeys, seed);
        if (loss > 0) {
            simulation.network.links(Link.of(Duration.ofMillis(50))
                    .withJitter(Duration.ofMillis(10))
                    .withLoss(loss));
        }
        simulation.connect(DIALS, Duration.ofSeconds(10));
        measure(label, simulation, messages, start);
    }

    private void sybils(int dials, int warming) {
        long start = cpu();
        Simulation simulation = new Simulation(500, 2000, false, seed);
        simulation.connect(dials, Duration.ofSeconds(10));
        simulation.publish(warming, Duration.ofSeconds(10));
        String label = "500 hosts among 2,000 Sybils, " + dials + " dials each (" + simulation.connectable()
                + " hold together), after " + warming + " messages";
        measure(label, simulation, 50, start);
    }

    private void measure(String label, Simulation simulation, int messages, long start) {
        GossipCounts[] before = simulation.counts();
        int first = simulation.published();
        simulation.publish(messages, BETWEEN);
        simulation.run(AFTER);
        print(label, simulation.outcome(first), before, simulation.counts(), messages, start);
    }

    private void print(
            String label, Outcome outcome, GossipCounts[] before, GossipCounts[] after, int messages, long start) {
        double all = (double) after.length * messages;
        double copies = (sum(after, GossipCounts::duplicates) - sum(before, GossipCounts::duplicates)) / all;
        ToLongFunction<GossipCounts> sent =
                count -> count.forwarded() + count.served() + count.asked() + count.unwanted();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.3f %% | %d / %d | %d / %d / %d | %.2f | %.2f | %.0f |%n",
                label,
                outcome.reached(),
                outcome.median(),
                outcome.p99(),
                outcome.allMedian(),
                outcome.allP99(),
                outcome.allWorst(),
                copies,
                (sum(after, sent) - sum(before, sent)) / all,
                (cpu() - start) / 1e9);
    }

    private static long sum(GossipCounts[] counts, ToLongFunction<GossipCounts> what) {
        return Arrays.stream(counts).mapToLong(what).sum();
    }

    /** Two halves that cannot reach each other for some time; messages meanwhile and afterwards. */
    private void split(int seconds) {
        long start = cpu();
        Simulation simulation = new Simulation(1000, 0, false, seed);
        simulation.connect(DIALS, Duration.ofSeconds(10));
        simulation.network.partition(
                simulation.hosts.subList(0, 500), simulation.hosts.subList(500, simulation.hosts.size()));
        int first = simulation.published();
        simulation.publish(seconds, Duration.ofSeconds(1));
        GossipCounts[] before = simulation.counts();
        simulation.network.heal();
        simulation.dialAll();
        simulation.run(Duration.ofSeconds(10));
        print(
                "1,000 hosts, messages while split for " + seconds + " s",
                simulation.outcome(first),
                before,
                simulation.counts(),
                seconds,
                start);
        measure("the same, messages from 10 s after healing on", simulation, 50, start);
    }

    /** What one host with 200 peers that are subscribed and silent costs. */
    private void idle() {
        Town town = new Town(seed);
        Town.Node node = town.node();
        for (int i = 0; i < 200; i++) {
            town.stranger().dial(node.host()).subscribe(node.id(), Town.TOPIC);
        }
        town.seconds(1000);
        long start = cpu();
        int seconds = 20_000;
        town.seconds(seconds);
        System.out.printf(
                Locale.ROOT, "%n200 idle peers: %.4f %% of a core%n", 100.0 * (cpu() - start) / 1e9 / seconds);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
