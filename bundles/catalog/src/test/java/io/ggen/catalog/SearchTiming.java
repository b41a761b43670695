package io.ggen.catalog;

import io.ggen.api.Home;
import io.ggen.api.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures the catalogue, outside the tests: {@code SearchTiming PACKAGES [FOLDER [ROUNDS]]}. The folder's index is used if
 * there is one; no rounds measure only how it opens.
 */
final class SearchTiming {
    private static final String[] SYLLABLES = {
        "ka", "ro", "mi", "ten", "sol", "var", "lin", "qua", "dex", "pro", "bel", "tur", "nox", "fi", "gam", "hel",
        "jun", "wex", "yor", "zan"
    };
    private static final String[] COMMON = {
        "data",
        "server",
        "client",
        "tool",
        "http",
        "json",
        "parser",
        "template",
        "web",
        "cloud",
        "graph",
        "test",
        "build",
        "service",
        "api",
        "report",
        "model",
        "query",
        "cache",
        "queue"
    };

    private SearchTiming() {}

    /** Prints medians and 99th percentiles. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("ggen-search-timing");
        Random random = new Random(7);
        FakeRegistry registry = new FakeRegistry("fake");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = word(random) + "-" + common(random) + "-" + Integer.toString(i, 36);
            names.add(name);
            registry.has(name, "1." + i + ".0")
                    .title(word(random) + " " + common(random))
                    .tags(common(random), common(random), word(random))
                    .keywords(word(random), common(random))
                    .category(common(random))
                    .description(sentence(random));
        }
        LuceneCatalog catalog = new LuceneCatalog(new Home(folder), new FakeRoles(registry));
        long start = System.nanoTime();
        Catalog.Found first = catalog.search(Catalog.Query.of(names.get(count / 2), 20));
        System.out.printf(
                "first search, indexing if needed: %d ms, %d found%n", since(start) / 1_000_000, first.total());
        start = System.nanoTime();
        catalog.search(Catalog.Query.of(names.get(count / 3), 20));
        System.out.printf("second search: %.1f ms%n", since(start) / 1e6);
        long bytes = 0;
        try (var files = Files.list(folder.resolve("catalog/search"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
        }
        System.out.printf("index: %.1f MB%n", bytes / 1e6);
        LuceneCatalog again = new LuceneCatalog(new Home(folder), new FakeRoles(registry));
        start = System.nanoTime();
        again.search(Catalog.Query.of(names.get(count / 4), 20));
        System.out.printf("opened again, first search: %.1f ms%n", since(start) / 1e6);
        again.close();
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
        if (rounds == 0) {
            return;
        }
        List<List<String>> kinds = List.of(
                texts(rounds, r -> names.get(r.nextInt(count))),
                texts(rounds, SearchTiming::common),
                texts(rounds, r -> common(r) + " " + common(r)),
                texts(rounds, r -> common(r) + " " + word(r) + " " + common(r)),
                texts(rounds, r -> common(r).substring(0, 2)),
                texts(rounds, r -> word(r).substring(0, 1)),
                texts(rounds, r -> typo(common(r), r)),
                texts(rounds, r -> typo(word(r), r)),
                texts(rounds, r -> typo(word(r), r) + " " + typo(common(r), r)),
                texts(rounds, r -> typo(names.get(r.nextInt(count)), r)),
                texts(rounds, r -> sentence(r)),
                texts(rounds, r -> ""));
        List<String> labels = List.of(
                "whole name",
                "common word",
                "two common words",
                "three words",
                "two letters",
                "one letter",
                "typo, common",
                "typo, rare",
                "two typos",
                "typo in name",
                "sentence",
                "everything");
        for (int pass = 0; pass < 2; pass++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                long[] nanos = new long[rounds];
                long total = 0;
                for (int i = 0; i < rounds; i++) {
                    long begin = System.nanoTime();
                    total += catalog.search(Catalog.Query.of(kinds.get(kind).get(i), 20))
                            .total();
                    nanos[i] = since(begin);
                }
                Arrays.sort(nanos);
                if (pass == 1) {
                    System.out.printf(
                            "%-18s p50 %6.2f ms  p99 %6.2f ms  %8d found on average%n",
                            labels.get(kind), nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6, total / rounds);
                }
            }
        }
        time(
                "completion",
                rounds,
                r -> catalog.namesStartingWith(names.get(r.nextInt(count)).substring(0, 3), 50));
        time("did you mean", 50, r -> catalog.namesLike(typo(names.get(r.nextInt(count)), r), 5));
        time("one change", 100, r -> {
            registry.has(names.get(r.nextInt(count)), "2.0.0");
            catalog.search(Catalog.Query.of("data", 20));
        });
        catalog.close();
    }

    private static void time(String label, int rounds, java.util.function.Consumer<Random> work) {
        Random random = new Random(5);
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            work.accept(random);
            nanos[i] = since(begin);
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-18s p50 %6.2f ms  p99 %6.2f ms%n", label, nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6);
    }

    private static List<String> texts(int rounds, java.util.function.Function<Random, String> make) {
        Random random = new Random(11);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            texts.add(make.apply(random));
        }
        return texts;
    }

    private static long since(long start) {
        return System.nanoTime() - start;
    }

    private static String common(Random random) {
        return COMMON[random.nextInt(COMMON.length)];
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private static String sentence(Random random) {
        StringBuilder sentence = new StringBuilder("A ");
        for (int i = 0; i < 10; i++) {
            sentence.append(i % 3 == 0 ? common(random) : word(random)).append(' ');
        }
        return sentence.toString();
    }

    private static String typo(String word, Random random) {
        int at = random.nextInt(word.length());
        char letter = (char) ('a' + random.nextInt(26));
        return word.substring(0, at) + letter + word.substring(Math.min(word.length(), at + random.nextInt(2)));
    }
}
