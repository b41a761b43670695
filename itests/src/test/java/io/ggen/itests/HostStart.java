package io.ggen.itests;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times the start of {@link HostMain} on Felix, with a cache that is there, beside a bare JVM; kinds take turns. A whole
 * process each: from its beginning until the service Marketplace is there and it ends.
 */
public final class HostStart {
    private static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private HostStart() {}

    /** Arguments: the distribution, and how many rounds (20). */
    public static void main(String[] arguments) throws Exception {
        Path distribution = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path folder = Files.createTempDirectory("ggen-host-start");
        Path classes = application(folder.resolve("application.jar"));
        Path archive = folder.resolve("classes.jsa");
        Path felix = felix(distribution);
        List<String> shared = new ArrayList<>(QUICK);
        shared.add("-XX:SharedArchiveFile=" + archive);
        List<String> training = new ArrayList<>(QUICK);
        training.add("-XX:ArchiveClassesAtExit=" + archive);
        run(command(List.of(), felix, classes, distribution, folder));
        run(command(training, felix, classes, distribution, folder, "--train"));
        long[] bare = new long[rounds];
        long[] plain = new long[rounds];
        long[] quick = new long[rounds];
        for (int i = -2; i < rounds; i++) {
            int slot = Math.max(i, 0);
            bare[slot] = run(List.of(java(), "-Xshare:auto", "-cp", classes.toString(), Bare.class.getName()));
            plain[slot] = run(command(List.of(), felix, classes, distribution, folder));
            quick[slot] = run(command(shared, felix, classes, distribution, folder));
        }
        print("a bare JVM", bare, bare);
        print("host, Java's own options", plain, bare);
        print("host, " + String.join(" ", QUICK) + " and an archive of classes", quick, bare);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void print(String what, long[] times, long[] bare) {
        Arrays.sort(times);
        double median = times[times.length / 2] / 1e6;
        double ofBare = Arrays.stream(bare).sorted().toArray()[bare.length / 2] / 1e6;
        System.out.printf(
                "%-80s median %4.0f ms (%4.0f to %4.0f), %.1f times a bare JVM%n",
                what, median, times[0] / 1e6, times[times.length - 1] / 1e6, median / ofBare);
    }

    private static long run(List<String> command) throws Exception {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + "\n" + said);
        }
        return System.nanoTime() - begun;
    }

    /** The classes of the application in a jar: an archive of classes takes no others. */
    private static Path application(Path jar) throws Exception {
        Path compiled = Path.of(HostStart.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/ggen/itests");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                DirectoryStream<Path> files = Files.newDirectoryStream(compiled, "Host*.class")) {
            for (Path file : files) {
                out.putNextEntry(new JarEntry("io/ggen/itests/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    static Path felix(Path distribution) throws IOException {
        try (Stream<Path> jars = Files.list(distribution.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("org.apache.felix.framework-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The command that runs {@link HostMain} on {@code framework}, with {@code home} and {@code cache} in {@code folder}. */
    static List<String> command(
            List<String> options, Path framework, Path classes, Path distribution, Path folder, String... more)
            throws IOException {
        String api;
        try (Stream<Path> jars = Files.list(distribution.resolve("bundles"))) {
            api = jars.filter(jar -> jar.getFileName().toString().startsWith("io.ggen.api-"))
                    .map(Path::toString)
                    .collect(Collectors.joining());
        }
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                String.join(File.pathSeparator, framework.toString(), api, classes.toString()),
                HostMain.class.getName(),
                distribution.toString(),
                folder.resolve("home").toString(),
                folder.resolve("cache").toString()));
        command.addAll(List.of(more));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Does nothing. */
    public static final class Bare {
        private Bare() {}

        /** No arguments. */
        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }
}
