package io.ggen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a JVM's garbage collector wrote about its heap.
 *
 * @param peak the most that was in use, garbage included, in MiB
 * @param live the most that was left after a collection, in MiB
 * @param collections how many there were
 */
record HeapLog(int peak, int live, int collections) {
    /** Options for a JVM with at most {@code megabytes} of heap that keeps such a log. */
    static String options(int megabytes, Path log) {
        return "-Xmx" + megabytes + "m -Xlog:gc,gc+heap+exit:file=" + log + "::filecount=0";
    }

    /** Reads {@code Pause Young (Allocation Failure) 68M->2M(247M) 3.2ms}, and what was in use at the end. */
    static HeapLog read(Path log) throws IOException {
        int peak = 0;
        int live = 0;
        int collections = 0;
        int atEnd = 0;
        for (String line : Files.readAllLines(log)) {
            int arrow = line.indexOf("M->");
            int used = line.indexOf(" used ");
            if (line.contains("Pause") && arrow > 0) {
                collections++;
                peak = Math.max(peak, numberBefore(line, arrow));
                int end = line.indexOf("M(", arrow);
                live = Math.max(live, Integer.parseInt(line.substring(arrow + 3, end)));
            } else if (line.contains("generation") && used > 0) {
                int end = line.indexOf('K', used);
                atEnd += Integer.parseInt(line.substring(used + 6, end)) >> 10;
            }
        }
        return new HeapLog(Math.max(peak, atEnd), live, collections);
    }

    private static int numberBefore(String line, int end) {
        int start = end;
        while (Character.isDigit(line.charAt(start - 1))) {
            start--;
        }
        return Integer.parseInt(line.substring(start, end));
    }
}
