package io.ggen.javascript;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of scripts for Node.js, beside the packages that their {@code package-lock.json} names. */
public final class Scripts {
    private static final int OLDEST_NODE = 20;
    private static final Duration INSTALL_TIME = Duration.ofMinutes(3);
    private static final Duration RUN_TIME = Duration.ofSeconds(150);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
    private static final List<String> NO_NETWORK = List.of(
            "ENOTFOUND",
            "ECONNREFUSED",
            "EAI_AGAIN",
            "ETIMEDOUT",
            "ECONNRESET",
            "ENETUNREACH",
            "ENOTCACHED",
            "network",
            "code E4",
            "code E5");

    private static final Map<Path, Scripts> PREPARED = new ConcurrentHashMap<>();

    private final Path folder;
    private final @Nullable String missing;
    private final AtomicInteger started = new AtomicInteger();

    /**
     * How a process ended.
     *
     * @param status its exit status, or -1 if it was killed for taking too long
     * @param output what it wrote, standard error included
     */
    public record Ended(int status, String output) {}

    private Scripts(Path folder, @Nullable String missing) {
        this.folder = folder;
        this.missing = missing;
    }

    /** Those in {@code src/test/js} of the module whose tests run, prepared in {@code target/js}. */
    public static Scripts ofModule() {
        return prepared(Path.of("src/test/js"), Path.of("target/js"));
    }

    /**
     * Those in {@code sources}, copied to {@code folder} with their packages installed there, which happens once: a second caller waits for
     * the first, and a later process installs again only if the lock has changed. Skips the test, with the reason, where there is
     * no Node.js or npm does not get at the packages; fails it where npm refuses the lock.
     */
    public static Scripts prepared(Path sources, Path folder) {
        Scripts scripts =
                PREPARED.computeIfAbsent(folder.toAbsolutePath().normalize(), target -> prepare(sources, target));
        return scripts.missing == null ? scripts : abort(scripts.missing);
    }

    private static Scripts prepare(Path sources, Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(sources)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new Scripts(folder, install(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is missing, or null. */
    private static @Nullable String install(Path folder) throws IOException {
        Path log = folder.resolve("npm.log");
        String version;
        try {
            Ended node = run(folder, INSTALL_TIME, log, List.of("node", "--version"));
            if (node.status() != 0) {
                return "no Node.js here: " + node.output();
            }
            version = node.output();
        } catch (IOException e) {
            return "no Node.js here: " + e.getMessage();
        }
        if (Integer.parseInt(version.substring(1, version.indexOf('.'))) < OLDEST_NODE) {
            return "Node.js " + OLDEST_NODE + " or newer is needed, found " + version;
        }
        Path lock = folder.resolve("package-lock.json");
        Path installed = folder.resolve("installed");
        if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
            return null;
        }
        Files.deleteIfExists(installed);
        Ended npm;
        try {
            npm = run(
                    folder,
                    INSTALL_TIME,
                    log,
                    List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"));
        } catch (IOException e) {
            return "no npm here: " + e.getMessage();
        }
        if (npm.status() != 0) {
            if (NO_NETWORK.stream().anyMatch(npm.output()::contains)) {
                return "npm does not reach its registry, see " + log + ": " + npm.output();
            }
            throw new AssertionError("npm ci failed, see " + log + ": " + npm.output());
        }
        Files.copy(lock, installed);
        return null;
    }

    /** Where the scripts run: they find files that are put here by name alone. */
    public Path folder() {
        return folder;
    }

    /** Runs a script to its end, for at most 150 s. */
    public Ended run(String script, String... arguments) {
        return run(RUN_TIME, script, arguments);
    }

    /** Runs a script to its end, and kills it when it takes longer than {@code limit}. */
    public Ended run(Duration limit, String script, String... arguments) {
        try {
            return run(folder, limit, log(script), command(script, arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a script that has 30 s for each answer. */
    public RunningScript start(String script, String... arguments) {
        return start(ANSWER_TIME, script, arguments);
    }

    /** Starts a script that has {@code limit} for each answer. */
    public RunningScript start(Duration limit, String script, String... arguments) {
        Path errors = log(script);
        try {
            Process process = new ProcessBuilder(command(script, arguments))
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new RunningScript(script, process, errors, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path log(String script) {
        return folder.resolve(script + "-" + started.incrementAndGet() + ".log");
    }

    private static Ended run(Path folder, Duration limit, Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String output = Files.readString(log, StandardCharsets.UTF_8).strip();
            return ended
                    ? new Ended(process.exitValue(), output)
                    : new Ended(
                            -1,
                            "ETIMEDOUT: " + String.join(" ", command) + " took over " + limit.toSeconds() + " s\n"
                                    + output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
