package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the benchmarks and prints their results as Markdown. */
public final class Bench {
    private Bench() {}

    /** Measures what {@link Options} say; the exit status is 0 unless something could not be measured. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.read(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        if (!Files.isExecutable(options.ggen())) {
            System.err.println("error: there is no " + options.ggen() + "; build the distribution first");
            System.exit(1);
        }
        Path work = Files.createTempDirectory(Files.createDirectories(options.work()), "ggen-benchmarks");
        Commands commands = new Commands(options.ggen(), work);
        try {
            run(options, commands, work);
        } finally {
            if (!options.keep()) {
                commands.shell("rm -rf " + work);
            }
        }
    }

    private static void run(Options options, Commands commands, Path work) throws IOException, InterruptedException {
        System.out.println("# Benchmarks\n");
        System.out.println(Machine.conditions(work));
        for (String part : options.parts()) {
            System.err.println("measuring " + part);
            String results = switch (part) {
                case "start" -> new StartPart(commands, options).run();
                case "served" -> new ServedPart(commands, options).run();
                case "install" -> new InstallPart(commands, options).run();
                case "signed" -> new SignedPart(commands, options).run();
                case "search" -> new SearchPart(commands, options).run();
                case "large" -> new LargePart(commands, options).run();
                case "resolve" -> new ResolvePart(commands, options).run();
                case "hard" -> new HardPart(commands, options).run();
                case "registry" -> new RegistryPart(commands, options).run();
                case "market" -> new MarketPart(commands, options).run();
                default -> throw new IllegalArgumentException("no part is called " + part);
            };
            System.out.println("\n" + results);
        }
        System.out.println("\nAt the end, making a file took " + Machine.microsecondsPerFile(work) + " µs.");
    }
}
