package io.ggen.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs other programs and takes their time. A program that fails ends the benchmark with what it printed. */
final class Commands {
    private final Path ggen;
    private final Path work;
    private final Path output;
    private int trash;

    Commands(Path ggen, Path work) {
        this.ggen = ggen;
        this.work = work;
        this.output = work.resolve("output.txt");
    }

    /** What a run took, and what it printed. */
    record Run(double milliseconds, String output) {}

    /** The folder that everything happens in. */
    Path work() {
        return work;
    }

    Run ggen(Path home, String... arguments) throws IOException, InterruptedException {
        return ggenWith("", home, arguments);
    }

    /** Like {@link #ggen}, with options for the JVM. */
    Run ggenWith(String javaOptions, Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ggen.toString()));
        command.addAll(List.of(arguments));
        return run(home, javaOptions, command);
    }

    /** A ggen that runs beside, once it has printed its first line. */
    Process start(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ggen.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GGEN_HOME", home.toString());
        Process process = builder.start();
        for (int c = process.getInputStream().read();
                c != '\n';
                c = process.getInputStream().read()) {
            if (c < 0) {
                throw new IOException(String.join(" ", command) + " has ended");
            }
        }
        return process;
    }

    /** The checked answers to {@code file}, which holds {@code universe} so many times. */
    List<Solution> resolve(Path home, Path file, Universe universe, int times)
            throws IOException, InterruptedException {
        List<Solution> all = Solution.all(ggen(home, "resolve", file.toString()).output());
        if (all.size() != times) {
            throw new IllegalStateException(universe.name() + " has " + all.size() + " answers instead of " + times);
        }
        for (Solution solution : all) {
            String fault = solution.fault(universe);
            if (!fault.isEmpty()) {
                throw new IllegalStateException("wrong answer to " + universe.name() + ": " + fault);
            }
        }
        return all;
    }

    Run java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(arguments));
        return run(work, "", command);
    }

    Run shell(String script) throws IOException, InterruptedException {
        return run(work, "", List.of("sh", "-c", script));
    }

    /** Waits until earlier writes are on the disk, so that they do not count against what comes next. */
    void settle() throws IOException, InterruptedException {
        run(work, "", List.of("sync"));
    }

    /** Moves a folder out of the way. Deleting it would slow down what is measured next. */
    void discard(Path folder) throws IOException {
        if (Files.exists(folder)) {
            trash++;
            Files.move(folder, Files.createDirectories(work.resolve("trash")).resolve(String.valueOf(trash)));
        }
    }

    private static String java() {
        String home = System.getenv("JAVA_HOME");
        return home == null || home.isEmpty() ? "java" : home + File.separator + "bin" + File.separator + "java";
    }

    private Run run(Path home, String javaOptions, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GGEN_HOME", home.toString());
        if (!javaOptions.isEmpty()) {
            builder.environment().merge("JAVA_OPTS", javaOptions, (own, more) -> own + " " + more);
        }
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        int status = process.waitFor();
        double milliseconds = (System.nanoTime() - start) / 1e6;
        String text = Files.exists(output) ? Files.readString(output) : "";
        if (status != 0) {
            String shown = String.join(" ", command);
            throw new IOException((shown.length() > 300 ? shown.substring(0, 300) + "…" : shown) + " ended with "
                    + status + ":\n" + text);
        }
        return new Run(milliseconds, text);
    }
}
