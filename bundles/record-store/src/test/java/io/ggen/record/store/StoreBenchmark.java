package io.ggen.record.store;

import io.ggen.api.PackageName;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore.Changes;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Takes many records as they come in a sync, opens them again, and asks. The README has the command. */
final class StoreBenchmark {
    private static final int AUTHORS = 500;
    private static final int VERSIONS = 10;
    private static final Vault.Habits HABITS =
            new Vault.Habits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60), 16 << 20);

    private StoreBenchmark() {}

    /** {@code args}: how many releases, and a folder that is filled and kept, and not asked then. */
    public static void main(String[] args) throws IOException {
        int count = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        if (args.length > 1) {
            fill(Files.createDirectories(Path.of(args[1])), count);
            return;
        }
        Path folder = Files.createTempDirectory("ggen-record-store");
        try {
            fill(folder, count);
            ask(folder, count);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static String name(int number) {
        return "package-" + number;
    }

    private static void fill(Path folder, int count) throws IOException {
        Author[] authors = new Author[AUTHORS];
        for (int i = 0; i < AUTHORS; i++) {
            authors[i] = new Author(i);
        }
        SplittableRandom random = new SplittableRandom(1);
        int[] order = random.ints(0, Integer.MAX_VALUE).limit(count).toArray();
        double seconds = 0;
        long bytes = 0;
        long most = 0;
        try (Bench bench = new Bench(folder, Limits.USUAL, HABITS, 1)) {
            List<byte[]> part = new ArrayList<>();
            for (int i = 0; i < count; ) {
                part.clear();
                for (; i < count && part.size() < 2_000; i++) {
                    int number = i / VERSIONS;
                    part.add(authors[number % AUTHORS]
                            .release(
                                    name(number),
                                    "1." + i % VERSIONS + ".0",
                                    "Release number " + i + " of a package, described in a sentence as most people do.",
                                    Author.NOW.minusSeconds(order[i] % 10_000_000))
                            .toBytes());
                }
                long start = System.nanoTime();
                for (byte[] envelope : part) {
                    bytes += envelope.length;
                    if (bench.store.take(envelope, Bench.PEER).outcome() != Taken.Outcome.NEW) {
                        throw new IllegalStateException("A record was not taken");
                    }
                }
                seconds += (System.nanoTime() - start) / 1e9;
                most = Math.max(most, size(folder));
            }
            long start = System.nanoTime();
            bench.close();
            print(
                    "take %,d releases of %,d bytes: %.1f s, %,.0f a second",
                    count, bytes / count, seconds, count / seconds);
            print(
                    "close: %.0f ms; files %,d MiB, at most %,d",
                    (System.nanoTime() - start) / 1e6, size(folder) >> 20, most >> 20);
        }
    }

    private static void ask(Path folder, int count) {
        long empty = heap();
        long start = System.nanoTime();
        try (Bench bench = new Bench(folder, Limits.USUAL, HABITS, 1)) {
            int found = bench.store.syncSet().size();
            print("open with %,d: %.0f ms; heap in use idle %,.1f MiB", found, ms(start), (heap() - empty) / 1048576.0);
            SplittableRandom random = new SplittableRandom(2);
            Author[] authors = new Author[AUTHORS];
            for (int i = 0; i < AUTHORS; i++) {
                authors[i] = new Author(i);
            }
            for (int round = 0; round < 2; round++) {
                long[] times = new long[2_000];
                for (int i = 0; i < times.length; i++) {
                    int number = random.nextInt(count / VERSIONS);
                    long begin = System.nanoTime();
                    List<Signed<ReleaseRecord>> releases =
                            bench.store.releases(authors[number % AUTHORS].id(), new PackageName(name(number)));
                    times[i] = System.nanoTime() - begin;
                    if (releases.size() != VERSIONS) {
                        throw new IllegalStateException("Releases are missing");
                    }
                }
                Arrays.sort(times);
                print(
                        "releases of a package with %d: p50 %,d, p99 %,d us",
                        VERSIONS, times[1_000] / 1000, times[1_980] / 1000);
            }
            start = System.nanoTime();
            Changes all = bench.store.changesSince(0);
            print("changes, everything (%,d names): %.1f ms", all.names().size(), ms(start));
            start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                bench.store.changesSince(all.cursor());
            }
            print("changes, nothing new: %.2f us", ms(start));
            SyncSet set = bench.store.syncSet();
            start = System.nanoTime();
            for (int i = 0; i < 10_000; i++) {
                SyncItem item = set.item(random.nextInt(set.size()));
                set.sum(set.countBelow(item) / 2, set.countBelow(item));
            }
            print("sum and two counts: %.2f us", ms(start) / 10);
            start = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                bench.take(authors[0].head("head-" + i, i));
                bench.store.syncSet();
            }
            print("sign, take a head and a snapshot: %.0f us", ms(start));
            print("heap in use after all that %,.1f MiB", (heap() - empty) / 1048576.0);
        }
    }

    private static double ms(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                size += Files.size(each);
            }
        }
        return size;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
