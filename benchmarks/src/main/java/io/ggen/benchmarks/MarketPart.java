package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Several shells with the network, one process each, on loopback: how soon what one publishes is found by the others, and, where
 * a full record store is given, how soon a newcomer has all of it, how it answers meanwhile, and what it keeps in memory.
 */
final class MarketPart {
    private static final int SHELLS = 5;
    /** Publishes that do not count: each shell's code is new at first. */
    private static final int WARM = 4 * SHELLS;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final Commands commands;
    private final Options options;

    MarketPart(Commands commands, Options options) {
        this.commands = commands;
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Table table = new Table("Market", "what", "ms: p50, p99", "goal", "");
        published(table, options.rounds() * 10);
        Path store = options.store();
        if (store != null) {
            full(table, store);
        }
        return table.toString();
    }

    private Shell shell(String name) throws IOException {
        return new Shell(options.ggen(), commands.work().resolve(name), "");
    }

    private void published(Table table, int times) throws IOException, InterruptedException {
        List<Shell> shells = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(SHELLS);
        try {
            for (int i = 0; i < SHELLS; i++) {
                shells.add(shell("market-" + i));
            }
            String first = shells.get(0).address();
            for (Shell shell : shells.subList(1, SHELLS)) {
                shell.ask("p2p:connect " + first + " --json");
            }
            TimeUnit.SECONDS.sleep(10); // meshes are made by heartbeats of a second
            List<Double> publishing = new ArrayList<>();
            List<Double> visible = new ArrayList<>();
            for (int i = 0; i < WARM + times; i++) {
                if (i == WARM) {
                    publishing.clear();
                    visible.clear();
                }
                String name = "novelty-" + i;
                Path source = Files.createDirectories(
                        commands.work().resolve("sources").resolve(name));
                Files.writeString(source.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}");
                Shell publisher = shells.get(i % SHELLS);
                long start = System.nanoTime();
                List<Future<Double>> found = new ArrayList<>();
                for (Shell shell : shells) {
                    if (shell != publisher) {
                        found.add(pool.submit(found(shell, name, start)));
                    }
                }
                String answer = publisher.ask("ggen:publish " + source + " --json");
                publishing.add((System.nanoTime() - start) / 1e6);
                if (!answer.contains("\"announced\"") && !answer.contains("\"durable\"")) {
                    throw new IOException("not announced: " + answer);
                }
                for (Future<Double> one : found) {
                    visible.add(one.get());
                }
            }
            table.row(times + " publishes, one after another", shown(publishing), "", "");
            double p99 = at(visible, 0.99);
            table.goal(
                    "from the command to being found by the other " + (SHELLS - 1) + " processes",
                    shown(visible),
                    p99,
                    1000,
                    "p99 1 s");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
            shells.forEach(Shell::close);
        }
    }

    private static Callable<Double> found(Shell shell, String name, long start) {
        return () -> {
            while (!shell.ask("ggen:search " + name + " --json").contains("\"name\":\"" + name + "\"")) {
                if (System.nanoTime() - start > PATIENCE) {
                    throw new IOException(name + " was not found");
                }
                TimeUnit.MILLISECONDS.sleep(40);
            }
            return (System.nanoTime() - start) / 1e6;
        };
    }

    private void full(Table table, Path store) throws IOException, InterruptedException {
        Path home = commands.work().resolve("market-full");
        copy(store, home.resolve("catalog"));
        try (Shell full = shell("market-full");
                Shell newcomer = shell("market-newcomer")) {
            String address = full.address();
            long packages = indexed(full);
            long start = System.nanoTime();
            newcomer.ask("p2p:connect " + address + " --json");
            List<Double> meanwhile = new ArrayList<>();
            int found = 0;
            String status = "";
            for (int i = 0; !status.contains("\"in sync with\":\"1 of 1 peers\""); i++) {
                long begin = System.nanoTime();
                String answer = newcomer.ask("ggen:search package-" + i * 37L % packages + " --json");
                meanwhile.add((System.nanoTime() - begin) / 1e6);
                found += Shell.number(answer, "total") > 0 ? 1 : 0;
                if (i % 20 == 0) {
                    status = newcomer.ask("p2p:status --json");
                }
                if (System.nanoTime() - start > PATIENCE) {
                    throw new IOException("the newcomer is not in sync: " + status);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            double took = (System.nanoTime() - start) / 1e6;
            table.goal(
                    "cold start of a newcomer with a store of " + packages + " packages",
                    Measurements.number(took),
                    took,
                    90_000,
                    "90 s");
            table.row(meanwhile.size() + " searches meanwhile, " + found + " with hits", shown(meanwhile), "", "");
            while (indexed(newcomer) != packages) { // the index follows behind the searches
                if (System.nanoTime() - start > PATIENCE) {
                    throw new IOException("the newcomer does not find all packages");
                }
            }
            double indexed = (System.nanoTime() - start) / 1e6;
            table.row("until its searches found all of them", Measurements.number(indexed), "", "");
            List<Double> later = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                long begin = System.nanoTime();
                String answer = newcomer.ask("ggen:search package-" + i * 37L % packages + " --json");
                if (i >= 1_000) {
                    later.add((System.nanoTime() - begin) / 1e6);
                }
                if (Shell.number(answer, "total") < 1) {
                    throw new IOException("not found: " + answer);
                }
            }
            table.goal("a search among them afterwards", shown(later), at(later, 0.99), 10, "p99 10 ms");
            double heap = heap(newcomer.pid());
            table.goal(
                    "heap of the newcomer, idle, after a collection, MiB",
                    Measurements.number(heap),
                    heap,
                    256,
                    "256 MiB");
        }
    }

    /** How many packages a shell finds, once its search index has followed. */
    private static long indexed(Shell shell) throws IOException, InterruptedException {
        long before = -1;
        for (long now = 0; ; TimeUnit.SECONDS.sleep(1)) {
            now = Shell.number(shell.ask("ggen:search package --json"), "total");
            if (now > 0 && now == before) {
                return now;
            }
            before = now;
        }
    }

    private double heap(long pid) throws IOException, InterruptedException {
        commands.shell("jcmd " + pid + " GC.run");
        double kibibytes = 0;
        String heap = commands.shell("jcmd " + pid + " GC.heap_info").output();
        for (String line : heap.split("\n")) {
            int at = line.indexOf("used ");
            if (at >= 0 && (line.contains("generation") || line.contains(" heap "))) {
                kibibytes += Double.parseDouble(line.substring(at + 5, line.indexOf('K', at)));
            }
        }
        return kibibytes == 0 ? Double.NaN : kibibytes / 1024;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String shown(List<Double> times) {
        return Measurements.number(at(times, 0.5)) + ", " + Measurements.number(at(times, 0.99));
    }

    private static double at(List<Double> times, double share) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
