package io.ggen.sync;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scripts in {@code src/test/js}, run by Node: skips the test, with the reason, where that cannot be. */
final class JsNode implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/test/js");
    private static final Path WORK = Path.of("target/js");
    private static final List<String> NO_NETWORK = List.of(
            "ENOTFOUND",
            "ECONNREFUSED",
            "EAI_AGAIN",
            "ETIMEDOUT",
            "ECONNRESET",
            "ENETUNREACH",
            "ENOTCACHED",
            "network");

    /**
     * How a process ended.
     *
     * @param status its exit status
     * @param output what it wrote
     */
    private record Ended(int status, String output) {}

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    /** Starts {@code negentropy.mjs} with the items in {@code file}. */
    JsNode(Path file) throws Exception {
        install();
        process = new ProcessBuilder(
                        "node", "negentropy.mjs", file.toAbsolutePath().toString())
                .directory(WORK.toFile())
                .redirectError(WORK.resolve("stderr.log").toFile())
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Gives a command and returns the answer. */
    String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return String.valueOf(answers.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Puts the scripts and what they need into {@code target}. */
    private static synchronized void install() throws Exception {
        Ended version = run(Path.of("."), "node", "--version");
        assumeTrue(version.status() == 0, "no Node.js here: " + version.output());
        assumeTrue(
                Integer.parseInt(version.output().substring(1, version.output().indexOf('.'))) >= 20,
                "Node.js 20 or newer is needed, found " + version.output());
        Files.createDirectories(WORK);
        Path done = WORK.resolve("installed");
        boolean installed = Files.exists(done) && Files.mismatch(done, SCRIPTS.resolve("package-lock.json")) < 0;
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, WORK.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed) {
            Ended npm = run(WORK, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            if (npm.status() != 0 && NO_NETWORK.stream().anyMatch(npm.output()::contains)) {
                abort("npm does not reach its registry: " + npm.output());
            }
            if (npm.status() != 0) {
                throw new AssertionError(npm.output());
            }
            Files.copy(WORK.resolve("package-lock.json"), done, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Ended run(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile("ggen-node", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(150, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "ETIMEDOUT: " + String.join(" ", command) + " took over 150 s");
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        } finally {
            Files.delete(output);
        }
    }
}
