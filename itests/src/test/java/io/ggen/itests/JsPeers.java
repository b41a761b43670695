package io.ggen.itests;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process with js-libp2p peers, each of a kind of {@code src/test/js/serving.mjs}. Skips the test, with the reason, where Node
 * or its packages are not to be had.
 */
final class JsPeers implements AutoCloseable {
    private static final Path SCRIPTS = Ggen.root().resolve("itests/src/test/js");
    private static final Path WORK = Ggen.root().resolve("itests/target/js");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NO_NETWORK = List.of(
            "ENOTFOUND",
            "ECONNREFUSED",
            "EAI_AGAIN",
            "ETIMEDOUT",
            "ECONNRESET",
            "ENETUNREACH",
            "ENOTCACHED",
            "network");

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final Path errors;

    /** Each peer: kind, id, address. */
    final JsonNode peers;

    JsPeers(String... kinds) throws Exception {
        install();
        List<String> command = new ArrayList<>(List.of("node", "peer.mjs"));
        command.addAll(List.of(kinds));
        errors = Files.createTempFile(WORK, "stderr", ".log");
        process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectError(errors.toFile())
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        peers = read().get("peers");
    }

    private JsonNode read() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("js-libp2p has ended: " + Files.readString(errors));
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new AssertionError("js-libp2p says " + answer.get("error").asText());
        }
        return answer;
    }

    /** Gives a command with parameters, NAME and VALUE in turn, and returns the answer. */
    JsonNode ask(String command, Object... parameters) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("command", command);
        for (int i = 0; i < parameters.length; i += 2) {
            request.set(parameters[i].toString(), JSON.valueToTree(parameters[i + 1]));
        }
        commands.write(request + "\n");
        commands.flush();
        return read();
    }

    /** All peers dial {@code members}. */
    void dial(Member... members) throws IOException {
        dialInTurn(0, members);
    }

    /** All peers dial {@code members}, one peer after another, beginning with number {@code first}. */
    void dialInTurn(int first, Member... members) throws IOException {
        ask(
                "dial",
                "addresses",
                Stream.of(members).map(member -> member.address).toList(),
                "first",
                first);
    }

    /** Where the first peer listens. */
    String address() {
        return peers.get(0).get("address").asText();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Puts the scripts and what they need into {@code target}. */
    private static synchronized void install() throws Exception {
        Ended version = run(Ggen.root(), "node", "--version");
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

    private record Ended(int status, String output) {}

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
