package io.ggen.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param ggen the command
 * @param parts of start, served, install, signed, search, large, resolve, hard, registry, market
 * @param sizes packages of each set to install
 * @param searches packages of each index to search
 * @param debian a list of Debian's packages, or null
 * @param store a record store with many releases, or null
 * @param rounds how often everything is measured
 * @param work the folder to work below
 * @param keep whether to leave the generated files
 */
record Options(
        Path ggen,
        List<String> parts,
        List<Integer> sizes,
        List<Integer> searches,
        @Nullable Path debian,
        @Nullable Path store,
        int rounds,
        Path work,
        boolean keep) {
    static final String USAGE = """
            usage: java -jar benchmarks/target/benchmarks.jar [OPTION]…
              --ggen FILE      the command to time (distribution/target/ggen/bin/ggen)
              --parts LIST     of start,served,install,signed,search,large,resolve,hard,registry,market (all)
              --sizes LIST     packages of each set to install (50,500,3000)
              --searches LIST  packages of each index to search (10000,100000)
              --debian FILE    what `apt-cache dumpavail` prints, or a Packages file, for the part resolve
              --store DIR      a record store with many releases, for the part market
              --rounds N       how often everything is measured (5)
              --work DIR       a folder on the disk to measure (the system's temporary folder)
              --keep           leave the generated files
            """;

    static Options read(String[] arguments) {
        Path ggen = Path.of("distribution/target/ggen/bin/ggen");
        List<String> parts = List.of(
                "start", "served", "install", "signed", "search", "large", "resolve", "hard", "registry", "market");
        List<Integer> sizes = List.of(50, 500, 3_000);
        List<Integer> searches = List.of(10_000, 100_000);
        Path debian = null;
        Path store = null;
        int rounds = 5;
        Path work = Path.of(System.getProperty("java.io.tmpdir"));
        boolean keep = false;
        Iterator<String> left = List.of(arguments).iterator();
        while (left.hasNext()) {
            String option = left.next();
            if (option.equals("--keep")) {
                keep = true;
                continue;
            }
            if (!left.hasNext()) {
                throw new IllegalArgumentException(option + " is not an option or has no value");
            }
            String value = left.next();
            switch (option) {
                case "--ggen" -> ggen = Path.of(value);
                case "--parts" -> parts = List.of(value.split(",", -1));
                case "--sizes" -> sizes = numbers(value);
                case "--searches" -> searches = numbers(value);
                case "--debian" -> debian = Path.of(value);
                case "--store" -> store = Path.of(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--work" -> work = Path.of(value);
                default -> throw new IllegalArgumentException(option + " is not an option");
            }
        }
        return new Options(
                ggen.toAbsolutePath(), parts, sizes, searches, debian, store, rounds, work.toAbsolutePath(), keep);
    }

    private static List<Integer> numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }
}
