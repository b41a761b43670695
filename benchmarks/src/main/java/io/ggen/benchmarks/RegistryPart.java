package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Installs and searches in a registry with 93,000 packages, beside the same in one with 500. */
final class RegistryPart {
    private static final int MANY = 93_000;
    private static final int INSTALLABLE = 16 * RegistryGraph.BLOCK;
    private static final int HEAP = 256;

    private final Commands commands;
    private final int rounds;

    RegistryPart(Commands commands, Options options) {
        this.commands = commands;
        this.rounds = Math.min(options.rounds(), 10);
    }

    String run() throws IOException, InterruptedException {
        Side few = new Side("few", RegistryGraph.BLOCK);
        Side many = new Side("many", MANY);
        commands.settle();
        StringBuilder read = new StringBuilder();
        Measurements times = new Measurements();
        for (int round = 0; round < rounds; round++) {
            few.measure(round, times, read);
            many.measure(round, times, read);
        }
        HeapLog heap = many.heap(rounds + 2, times);
        many.search(times, read);
        Table table = new Table("A large file registry", "what", "ms: median (lowest - highest)", "goal", "");
        table.row("many: " + many.registry.size(), "written in " + many.seconds + " s", "", "");
        table.row("few: " + few.registry.size(), "written in " + few.seconds + " s", "", "");
        String list = "`ggen list`, ";
        table.row(list + "few", times.shown("list few"), "", "");
        double most = 1.2 * times.median("list few");
        table.goal(list + "many", times.shown("list many"), times.median("list many"), most, "1.2 × few");
        String install = "install of one package and what it needs, ";
        table.row(install + "few", times.shown("install few"), "", "");
        table.row(install + "many", times.shown("install many"), "", "");
        table.row("indexes read by these", read, "as many as are needed", "");
        table.row("install of " + many.installed + " packages, -Xmx" + HEAP + "m", times.shown("heap"), "", "");
        String used = heap.peak() + " MiB (" + heap.live() + " MiB after a collection, of which there were "
                + heap.collections() + ")";
        table.goal("most of the heap in use by then", used, heap.peak(), HEAP, HEAP + " MiB");
        table.row("first search, many: builds the index of words", times.shown("first search"), "", "");
        table.row("later search, many", times.shown("search"), "", "");
        return table.toString();
    }

    /** One of the two registries. */
    private final class Side {
        final String name;
        final Path home;
        final LargeRegistry registry;
        final long seconds;
        int installed;

        Side(String name, int size) throws IOException, InterruptedException {
            System.err.println("  a registry of " + size + " packages");
            this.name = name;
            home = commands.work().resolve("registry-" + name);
            registry = new LargeRegistry(home.resolve("registry"), new RegistryGraph(size));
            long start = System.nanoTime();
            registry.write(Math.min(size, INSTALLABLE));
            seconds = Math.round((System.nanoTime() - start) / 1e9);
            commands.ggen(home, "list");
        }

        /** The sixth layer of a tree: a dozen packages below it, or two. */
        void measure(int round, Measurements times, StringBuilder read) throws IOException, InterruptedException {
            times.add("list " + name, commands.ggen(home, "list").milliseconds());
            if (round == 0) {
                registry.forgetReads();
            }
            String spec = RegistryGraph.name(round * 7 + 130);
            Commands.Run run = commands.ggen(home, "install", "--json", spec);
            times.add("install " + name, run.milliseconds());
            if (round == 0) {
                int count = registry.read();
                String shown = count < 0 ? "not counted: this disk keeps no time of reading" : String.valueOf(count);
                read.append(read.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(": ")
                        .append(shown);
                read.append(" for ").append(packages(run)).append(" packages installed");
            }
        }

        /** The first package of a block, with the heap held to {@link #HEAP}. */
        HeapLog heap(int block, Measurements times) throws IOException, InterruptedException {
            System.err.println("  install of a whole block");
            Path log = commands.work().resolve("heap.log");
            String spec = RegistryGraph.name(block * RegistryGraph.BLOCK);
            Path target = commands.work().resolve("registry-target");
            Commands.Run run = commands.ggenWith(
                    HeapLog.options(HEAP, log), home, "install", "--json", "--target", target.toString(), spec);
            times.add("heap", run.milliseconds());
            installed = packages(run);
            return HeapLog.read(log);
        }

        void search(Measurements times, StringBuilder read) throws IOException, InterruptedException {
            System.err.println("  search");
            times.add("first search", commands.ggen(home, "search", "package").milliseconds());
            registry.forgetReads();
            for (int round = 0; round < rounds; round++) {
                String spec = RegistryGraph.name(round * 997);
                times.add("search", commands.ggen(home, "search", spec).milliseconds());
            }
            read.append("; ").append(registry.read()).append(" by later searches");
        }
    }

    private static int packages(Commands.Run run) {
        return run.output().split("\"publisher\"", -1).length - 1;
    }
}
