package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The conditions under which something was measured. */
final class Machine {
    private static final int PROBES = 2_000;

    private Machine() {}

    static String conditions(Path work) throws IOException {
        return "%d cores (%s), %s %s, Java %s, %s of %s, load %.2f, making a file takes %d µs at the start"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        Files.getFileStore(work).type(),
                        work.getParent(),
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                .getSystemLoadAverage(),
                        microsecondsPerFile(work));
    }

    /** How long it takes to make an empty file; on ext4 many times longer in the minutes after many were deleted. */
    static long microsecondsPerFile(Path work) throws IOException {
        Path folder = Files.createTempDirectory(work, "probe");
        long start = System.nanoTime();
        for (int i = 0; i < PROBES; i++) {
            Files.createFile(folder.resolve(String.valueOf(i)));
        }
        return (System.nanoTime() - start) / 1_000 / PROBES;
    }

    private static String processor() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            for (String line : lines) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            return "unknown";
        }
        return "unknown";
    }
}
