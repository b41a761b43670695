package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ggen resolve} with questions that are hard, or long: each alone in a process, three times. */
final class HardPart {
    private final Commands commands;
    private final Options options;

    HardPart(Commands commands, Options options) {
        this.commands = commands;
        this.options = options;
    }

    String run() throws IOException, InterruptedException {
        Path home = Files.createDirectories(commands.work().resolve("hard-home"));
        Table table = new Table("Hard questions", "what", "first in a process, ms", "third, ms", "goal", "", "answer");
        for (Universe universe : Families.hard()) {
            System.err.println("  " + universe.name());
            Path file = commands.work().resolve("hard.jsonl");
            universe.write(file, 3);
            Measurements times = new Measurements();
            String answer = "";
            for (int round = 0; round < Math.min(3, options.rounds()); round++) {
                List<Solution> all = commands.resolve(home, file, universe, 3);
                times.add("first", all.get(0).milliseconds());
                times.add("third", all.get(2).milliseconds());
                Solution solution = all.get(0);
                answer = switch (solution.verdict()) {
                    case "true" -> solution.chosen().size() + " chosen";
                    case "false" -> "no solution";
                    default -> "undecided";
                };
            }
            double first = times.median("first");
            table.row(
                    universe.name(),
                    times.shown("first"),
                    times.shown("third"),
                    "≤ 5000",
                    first <= 5_000 && !answer.equals("undecided") ? "met" : "**missed**",
                    answer);
        }
        return table.toString();
    }
}
