package io.ggen.record.store;

import io.ggen.records.Signed;
import io.ggen.records.store.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A second JVM that takes records without end, and prints the number of each that is done. What record a number stands for
 * can be told from the number alone.
 */
final class Kills {
    /** Commits often, so that a kill finds one under way. */
    static final Vault.Habits HABITS =
            new Vault.Habits(Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(60), 20_000);

    private static final int AUTHORS = 5;

    private Kills() {}

    static Process start(Path folder, int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Kills.class.getName(),
                        folder.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static Signed<?> record(Author[] authors, int number) {
        SplittableRandom random = new SplittableRandom(number);
        Author author = authors[random.nextInt(AUTHORS)];
        String name = "package-" + random.nextInt(50);
        return random.nextInt(5) == 0
                ? author.head(name, number)
                : author.release(name, "1." + number + ".0", "Number " + number);
    }

    static Author[] authors() {
        Author[] authors = new Author[AUTHORS];
        for (int i = 0; i < AUTHORS; i++) {
            authors[i] = new Author(100 + i);
        }
        return authors;
    }

    /** The other process. */
    public static void main(String[] args) {
        Author[] authors = authors();
        try (Bench bench = new Bench(Path.of(args[0]), Limits.USUAL, HABITS, 1)) {
            for (int i = Integer.parseInt(args[1]); ; i++) {
                Taken.Outcome outcome = bench.take(record(authors, i));
                System.out.println(i + " " + outcome);
                System.out.flush();
            }
        }
    }
}
