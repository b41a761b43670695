package io.ggen.kademlia;

import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Puts heads, each twice, and looks them up from everywhere; and what came of it. */
final class Trial {
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final Sim sim;
    private final List<byte[]> keys;
    final List<Integer> holders = new ArrayList<>();
    final List<Integer> hops = new ArrayList<>();
    int gets;
    int firstFound;
    int headsRight;
    int headsOld;
    int headsMissing;
    int forged;
    int unsure;
    double firstMessages;
    double headMessages;
    double putMessages;
    final List<Double> firstMillis = new ArrayList<>();
    final List<Double> headMillis = new ArrayList<>();

    Trial(Sim sim, List<byte[]> keys) {
        this.sim = sim;
        this.keys = keys;
    }

    static List<byte[]> keys(int count) {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(Numbered.key("head " + i));
        }
        return keys;
    }

    /** Puts number 1 and then number 2 under every key. */
    Trial put() {
        long before = requests();
        for (byte[] key : keys) {
            Node owner = sim.any();
            for (int number = 1; number <= 2; number++) {
                byte[] value = Numbered.value(number);
                sim.await(owner.kad().put(key, value, WITHIN, receipt -> {}));
                int honest = 0;
                for (Node node : sim.nodes) {
                    honest += node != owner && node.kad().holds(key, value) ? 1 : 0;
                }
                holders.add(honest);
            }
        }
        putMessages = (double) (requests() - before) / keys.size() / 2;
        return this;
    }

    /** Looks up {@code count} times with each effort, ten at a time, and as many closest sets for the hops. */
    Trial get(int count) {
        long before = requests();
        batches(count, Effort.FIRST);
        long between = requests();
        batches(count, Effort.AGREED);
        long after = requests();
        gets += count;
        firstMessages = (double) (between - before) / count;
        headMessages = (double) (after - between) / count;
        for (int i = 0; i < count; i++) {
            byte[] key = Numbered.key("hops " + i);
            hops.add(sim.await(sim.any().kad().lookups().nearest(key, 1, KademliaSettings.HOLDERS, WITHIN))
                    .hops());
        }
        return this;
    }

    private long requests() {
        long sum = 0;
        for (Node node : sim.nodes) {
            sum += node.kad().requestsSent();
        }
        return sum;
    }

    private void batches(int count, Effort effort) {
        List<CompletionStage<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = keys.get(i % keys.size());
            long start = sim.network.time().now();
            running.add(sim.any().kad().get(key, effort, WITHIN).handle((found, failure) -> {
                double millis = (sim.network.time().now() - start) / 1e6;
                (effort == Effort.FIRST ? firstMillis : headMillis).add(millis);
                count(effort, failure == null ? found : new Found(Optional.empty(), 0, false));
                return null;
            }));
            if (running.size() == 10) {
                running.forEach(sim::await);
                running.clear();
            }
        }
        running.forEach(sim::await);
    }

    private void count(Effort effort, Found found) {
        Optional<byte[]> value = found.value();
        if (value.isPresent() && !new Numbered().isValid(new byte[0], value.get())) {
            forged++;
        }
        if (effort == Effort.FIRST) {
            firstFound += value.isPresent() ? 1 : 0;
            return;
        }
        if (value.isEmpty()) {
            headsMissing++;
        } else if (Numbered.number(value.get()) == 2) {
            headsRight++;
        } else {
            headsOld++;
        }
        unsure += found.enough() ? 0 : 1;
    }

    static double percentile(List<? extends Number> numbers, double share) {
        List<Double> sorted = new ArrayList<>();
        numbers.forEach(one -> sorted.add(one.doubleValue()));
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }

    static String head() {
        return "| network | honest holders, median (least) | hops median / p90 / most | first value found | its time p50 / p99 ms"
                + " | heads right (old, missing, forged) | its time p50 / p99 ms | unsure | messages put / first / head |\n"
                + "|---|---|---|---|---|---|---|---|---|";
    }

    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f (%.0f) | %.0f / %.0f / %.0f | %d of %d | %.0f / %.0f | %d of %d (%d, %d, %d) | %.0f / %.0f | %d"
                        + " | %.0f / %.0f / %.0f |",
                name,
                percentile(holders, 0.5),
                percentile(holders, 0),
                percentile(hops, 0.5),
                percentile(hops, 0.9),
                percentile(hops, 1),
                firstFound,
                gets,
                percentile(firstMillis, 0.5),
                percentile(firstMillis, 0.99),
                headsRight,
                gets,
                headsOld,
                headsMissing,
                forged,
                percentile(headMillis, 0.5),
                percentile(headMillis, 0.99),
                unsure,
                putMessages,
                firstMessages,
                headMessages);
    }
}
