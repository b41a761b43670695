package io.ggen.benchmarks;

import io.ggen.benchmarks.RegistryFolder.About;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Searches in one process over a whole index. What one search takes is the difference of two scripts, of few and of many
 * searches, so that the start of the process does not count.
 */
final class SearchPart {
    private static final int FEW = 300;
    private static final int MANY = 1_300;

    private final Commands commands;
    private final Options options;

    SearchPart(Commands commands, Options options) {
        this.commands = commands;
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Table table = new Table("Search", "what", "ms: median (lowest - highest)", "goal", "");
        for (int size : options.searches()) {
            System.err.println("  " + size + " packages");
            Path home = commands.work().resolve("search-home-" + size);
            List<About> packages = packages(size);
            new RegistryFolder(home.resolve("registry"))
                    .writeWhole(packages, "archive".getBytes(StandardCharsets.US_ASCII));
            Measurements times = new Measurements();
            String first = "first search among " + size + " (the index is built)";
            times.add(first, commands.ggen(home, "search", "package").milliseconds());
            String shot = "`ggen search` among " + size;
            String shell = "one search of " + (MANY - FEW) + " in a shell, among " + size;
            for (int round = 0; round < options.rounds(); round++) {
                times.add(
                        shot,
                        commands.ggen(home, "search", packages.get(round).title())
                                .milliseconds());
                try {
                    double few = script(home, packages, FEW, round);
                    double many = script(home, packages, MANY, round);
                    times.add(shell, (many - few) / (MANY - FEW));
                } catch (IOException e) {
                    System.err.println("  not measured: " + e.getMessage());
                }
            }
            table.row(first, times.shown(first), "", "");
            table.row(shot, times.shown(shot), "", "");
            table.goal(shell, times.shown(shell), times.median(shell), 5, "5 ms");
        }
        return table.toString();
    }

    private double script(Path home, List<About> packages, int searches, int round)
            throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        Random random = new Random(round);
        for (int i = 0; i < searches; i++) {
            About about = packages.get(random.nextInt(packages.size()));
            script.append("ggen:search \"").append(words(about, i)).append("\"; ");
        }
        return commands.ggen(home, "-c", script.toString()).milliseconds();
    }

    /** An exact name, the start of one, words of a description, or words with a typo. */
    private static String words(About about, int kind) {
        return switch (kind % 4) {
            case 0 -> about.name();
            case 1 -> about.name().substring(0, about.name().length() - 1);
            case 2 -> about.title();
            default -> {
                String word = about.title().substring(0, about.title().indexOf(' '));
                yield word.length() < 4 ? word : word.substring(0, 2) + word.substring(3);
            }
        };
    }

    private static List<About> packages(int count) {
        List<About> packages = new ArrayList<>(count);
        PackageSet set = new PackageSet(5, count);
        for (int i = 0; i < count; i++) {
            packages.add(set.about(i));
        }
        return packages;
    }
}
