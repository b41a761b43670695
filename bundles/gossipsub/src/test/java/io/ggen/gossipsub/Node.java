package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Node.js with js-libp2p in {@code target/js}. Tests are skipped, with the reason, where there is none or npm has no network. */
final class Node {
    static final Path WORK = Path.of("target/js");
    private static final Path SCRIPTS = Path.of("src/test/js");
    private static final List<String> NO_NETWORK = List.of(
            "ENOTFOUND",
            "ECONNREFUSED",
            "EAI_AGAIN",
            "ETIMEDOUT",
            "ECONNRESET",
            "ENETUNREACH",
            "ENOTCACHED",
            "network");

    record Ended(int status, String output) {}

    private Node() {}

    /** Sees to it that scripts can be run in {@link #WORK}. */
    static synchronized void prepare() throws Exception {
        Ended version = run(Path.of("."), "node", "--version");
        assumeTrue(version.status() == 0, "no Node.js here: " + version.output());
        assumeTrue(
                Integer.parseInt(version.output().substring(1, version.output().indexOf('.'))) >= 20,
                "Node.js 20 or newer is needed, found " + version.output());
        install();
    }

    private static void install() throws Exception {
        Files.createDirectories(WORK);
        Path lock = WORK.resolve("package-lock.json");
        Path done = WORK.resolve("installed");
        boolean installed = Files.exists(done) && Files.mismatch(done, SCRIPTS.resolve("package-lock.json")) < 0;
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, WORK.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (installed) {
            return;
        }
        Ended npm = run(WORK, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1");
        if (npm.status() != 0 && NO_NETWORK.stream().anyMatch(npm.output()::contains)) {
            abort("npm does not reach its registry: " + npm.output());
        }
        assertThat(npm.status()).as(npm.output()).isZero();
        Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }

    static Ended run(Path folder, String... command) throws Exception {
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
