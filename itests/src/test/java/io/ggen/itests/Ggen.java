package io.ggen.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command ggen of the distribution that was just built, on one home, as a user would run it. */
final class Ggen {
    private static final int PATIENCE_SECONDS = 120;

    private final Path home;

    Ggen(Path home) {
        this.home = home;
    }

    static Path root() {
        return Path.of(System.getProperty("ggen.root", "..")).toAbsolutePath().normalize();
    }

    static Path distribution() {
        return root().resolve("distribution/target/ggen");
    }

    /** The folder of real packages, or null where it is not to be had. */
    static Path realData() {
        Path data = Path.of(
                System.getProperty("ggen.data", root().resolve("../shared/data").toString()));
        return data.toAbsolutePath().normalize();
    }

    Path home() {
        return home;
    }

    /** A process that has not been waited for. */
    Process start(String... arguments) throws IOException {
        return builder(home, arguments).start();
    }

    ProcessBuilder builder(Path folder, String... arguments) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(distribution().resolve("bin/ggen").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("GGEN_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Dggen.noarchive=true");
        builder.environment().remove("COLUMNS");
        return builder;
    }

    Ran run(String... arguments) throws Exception {
        return runIn(home, arguments);
    }

    Ran runIn(Path folder, String... arguments) throws Exception {
        return finish(builder(folder, arguments));
    }

    /** Runs with one more option for Java. */
    Ran runWith(String option, String... arguments) throws Exception {
        return runWithIn(home, option, arguments);
    }

    /** Runs in {@code folder} with one more option for Java. */
    Ran runWithIn(Path folder, String option, String... arguments) throws Exception {
        ProcessBuilder builder = builder(folder, arguments);
        builder.environment().merge("JAVA_OPTS", option, (usual, more) -> usual + " " + more);
        return finish(builder);
    }

    /** Runs with another distribution on the same home. */
    Ran runOther(Path distribution, String... arguments) throws Exception {
        ProcessBuilder builder = builder(home, arguments);
        builder.command().set(0, distribution.resolve("bin/ggen").toString());
        return finish(builder);
    }

    /** Runs a line of bash on this home. */
    Ran runInShell(String line) throws Exception {
        ProcessBuilder builder = builder(home);
        return finish(builder.command("bash", "-c", line));
    }

    /** Runs where no file may grow beyond {@code blocks} of 512 bytes. */
    Ran runLimited(int blocks, String... arguments) throws Exception {
        ProcessBuilder builder = builder(home, arguments);
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        command.addAll(builder.command());
        return finish(builder.command(command));
    }

    /** Runs with {@code input} as standard input. */
    Ran feed(String input, String... arguments) throws Exception {
        Path file = Files.createTempFile("ggen-input", ".txt");
        try {
            Files.writeString(file, input);
            return finish(builder(home, arguments).redirectInput(file.toFile()));
        } finally {
            Files.delete(file);
        }
    }

    private static Ran finish(ProcessBuilder builder) throws Exception {
        Path out = Files.createTempFile("ggen-out", ".txt");
        Path err = Files.createTempFile("ggen-err", ".txt");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(builder.command() + " did not end within " + PATIENCE_SECONDS + " s:\n"
                        + Files.readString(out) + Files.readString(err));
            }
            return new Ran(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What a finished command left. */
    record Ran(int status, String out, String err) {
        private static final ObjectMapper JSON = new ObjectMapper();

        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }

        /** This, if the command succeeded. */
        Ran ok() {
            if (status != 0) {
                throw new AssertionError("exit status " + status + "\n" + out + "\n" + err);
            }
            return this;
        }
    }
}
