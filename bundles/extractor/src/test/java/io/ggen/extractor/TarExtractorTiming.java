package io.ggen.extractor;

import io.ggen.api.extractor.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares with {@code tar xzf} and {@code sha256sum} of each archive, two processes at a time. Run by hand:
 * {@code java -cp … io.ggen.extractor.TarExtractorTiming [packages] [rounds]}. Deletes nothing before the end: ext4 is many
 * times slower at making files for minutes after it has deleted many.
 */
final class TarExtractorTiming {
    private static final int FILES = 23;
    private static final int BYTES = 130_000;

    private TarExtractorTiming() {}

    public static void main(String[] arguments) throws Exception {
        int packages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        Path base = Files.createTempDirectory("ggen-timing");
        List<Path> archives = archives(base, packages);
        long packed = 0;
        for (Path archive : archives) {
            packed += Files.size(archive);
        }
        System.out.printf(
                "%d archives, %.1f MB packed, %.1f MB unpacked%n", packages, packed / 1e6, packages * BYTES / 1e6);
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            theirs[round] = tarAndSum(base, packages);
            ours[round] = extract(base, archives);
            System.out.printf(
                    "round %d: ours %.0f ms, tar + sha256sum %.0f ms%n", round, ours[round] * 1e3, theirs[round] * 1e3);
        }
        System.out.printf("first round: %.2f x tar%n", ours[0] / theirs[0]);
        Arrays.sort(ours);
        Arrays.sort(theirs);
        System.out.printf("median: %.2f x tar%n", ours[rounds / 2] / theirs[rounds / 2]);
        run(base, "rm -rf " + base);
    }

    private static List<Path> archives(Path base, int packages) throws IOException {
        List<Path> archives = new ArrayList<>();
        Files.createDirectories(base.resolve("archives"));
        for (int i = 0; i < packages; i++) {
            Random random = new Random(i);
            RawTar tar = new RawTar();
            for (int file = 0; file < FILES; file++) {
                String folder = file % 3 == 0 ? "" : "folder" + file % 3 + "/";
                tar.file(folder + "file" + file + ".md", text(random, BYTES / FILES));
            }
            archives.add(Files.write(
                    base.resolve("archives/p" + i + ".tar.gz"), tar.end().gzip()));
        }
        return archives;
    }

    private static byte[] text(Random random, int length) {
        StringBuilder text = new StringBuilder(length + 20);
        while (text.length() < length) {
            int word = (int) Math.abs(random.nextGaussian() * 400);
            text.append(Integer.toString(word * 7919 + 1000, 36)).append(word % 9 == 0 ? '\n' : ' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    private static double extract(Path base, List<Path> archives) throws Exception {
        Path target = Files.createTempDirectory(base, "ours");
        TarExtractor extractor = new TarExtractor();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        long start = System.nanoTime();
        List<Future<?>> done = new ArrayList<>();
        for (Path archive : archives) {
            done.add(threads.submit(() -> {
                Path folder = Files.createDirectory(target.resolve(String.valueOf(archive.getFileName())));
                try (InputStream in = Files.newInputStream(archive)) {
                    return extractor.extract(in, Files.size(archive), "p@1.0.0", folder, Limits.DEFAULT);
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        return seconds;
    }

    private static double tarAndSum(Path base, int packages) throws Exception {
        String target = String.valueOf(Files.createTempDirectory(base, "tar").getFileName());
        run(base, "cd " + target + " && seq 0 " + (packages - 1) + " | xargs mkdir");
        return run(
                base,
                "seq 0 " + (packages - 1) + " | xargs -P2 -I@ sh -c 'sha256sum archives/p@.tar.gz >/dev/null"
                        + " && exec tar xzf archives/p@.tar.gz -C " + target + "/@'");
    }

    private static double run(Path folder, String script) throws Exception {
        long start = System.nanoTime();
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("'" + script + "' failed");
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
