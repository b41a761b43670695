package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ggen resolve}: warm figures are what it says itself about the later ones of many equal universes in one file, cold
 * ones are of the whole process. Every solution is checked.
 */
final class ResolvePart {
    private static final int REPEATS = 40;
    private static final int CHOSEN = 3_400;
    private static final int KNOWN = 5_700;

    private final Commands commands;
    private final Options options;
    private final Path home;

    ResolvePart(Commands commands, Options options) {
        this.commands = commands;
        this.options = options;
        this.home = commands.work().resolve("resolve-home");
    }

    String run() throws IOException, InterruptedException {
        Files.createDirectories(home);
        Universe layers = Families.layers("layers", 500);
        Table table = new Table("Resolving", "what", "ms: median (lowest - highest)", "goal", "");
        warm(table, layers, 50);
        Path list = options.debian();
        if (list == null) {
            table.row("Debian's packages", "not measured: no --debian FILE", "", "");
        } else {
            debian(table, list);
        }
        return table.toString();
    }

    private void debian(Table table, Path list) throws IOException, InterruptedException {
        DebianGraph graph = new DebianGraph(DebianList.read(list));
        DebianQuestion question = DebianQuestion.of(graph, CHOSEN, KNOWN);
        Universe universe = graph.universe("debian", question.universe(), question.request());
        System.err.println("  asked for: " + question.request());
        Map<String, String> chosen = warm(table, universe, 250);
        String fault = graph.fault(chosen);
        if (!fault.isEmpty()) {
            throw new IllegalStateException("wrong answer: " + fault);
        }
        cold(table, universe);
    }

    /** Measures {@code universe} warm and returns what was chosen. */
    private Map<String, String> warm(Table table, Universe universe, double goal)
            throws IOException, InterruptedException {
        System.err.println("  " + universe.name());
        Path file = commands.work().resolve(universe.name() + "-warm.jsonl");
        universe.write(file, REPEATS);
        List<Double> firsts = new ArrayList<>();
        Measurements times = new Measurements();
        Map<String, String> chosen = Map.of();
        for (int round = 0; round < options.rounds(); round++) {
            List<Solution> all = commands.resolve(home, file, universe, REPEATS);
            firsts.add(all.get(0).milliseconds());
            for (Solution solution : all.subList(REPEATS / 2, REPEATS)) {
                times.add("warm", solution.milliseconds());
            }
            chosen = all.get(0).chosen();
        }
        times.add("first", firsts);
        String what = chosen.size() + " chosen out of " + universe.packages().size() + " (" + universe.name() + ", "
                + universe.request().size() + " asked for)";
        table.goal(what + ", warm", times.shown("warm"), times.median("warm"), goal, Measurements.number(goal) + " ms");
        table.row("the same, first time in a process, the resolver alone", times.shown("first"), "", "");
        return chosen;
    }

    /** Whole processes; what one takes with next to nothing to resolve is the start. */
    private void cold(Table table, Universe universe) throws IOException, InterruptedException {
        Path file = commands.work().resolve("cold.jsonl");
        Path small = commands.work().resolve("small.jsonl");
        universe.write(file, 1);
        Universe one = new Universe("one").add("a", "1.0.0", Map.of()).ask("a", "*");
        one.write(small, 1);
        commands.resolve(home, small, one, 1);
        Measurements times = new Measurements();
        for (int round = 0; round < options.rounds() * 2; round++) {
            times.add("hello", StartPart.hello(commands));
            times.add("start", commands.ggen(home, "resolve", small.toString()).milliseconds());
            Commands.Run run = commands.ggen(home, "resolve", file.toString());
            times.add("whole", run.milliseconds());
            times.add("solve", Solution.all(run.output()).get(0).milliseconds());
        }
        double rest = times.median("whole") - times.median("start") - times.median("solve");
        table.row("a JVM that says hello", times.shown("hello"), "", "");
        table.row("`ggen resolve` of one package (the start)", times.shown("start"), "", "");
        String size = universe.packages().size() + " (" + (Files.size(file) >> 10) + " KiB)";
        table.goal("`ggen resolve` of " + size, times.shown("whole"), times.median("whole"), 1_000, "1 s");
        table.row("of that: resolving", times.shown("solve"), "", "");
        table.row("of that: reading the file and writing the answer", Measurements.number(rest), "", "");
    }
}
