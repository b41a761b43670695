package io.ggen.libp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A js-libp2p (or smoldot) process that does what it is told; see {@code src/test/js}. */
public final class JsPeer implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int INSTALL_MINUTES = 3;

    private final Process process;
    private final BufferedWriter commands;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Map<String, Object>> ready = new CompletableFuture<>();

    private JsPeer(Process process) {
        this.process = process;
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "js answers");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code script} with Node. Skips the test, with the reason, where Node is missing or npm cannot install. */
    public static JsPeer start(String script, String... arguments) {
        Path folder = installed();
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("stderr.log").toFile())
                    .start();
            return new JsPeer(process);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static synchronized Path installed() {
        Path sources = Path.of(System.getProperty("ggen.libp2p.sources", "src/test/js"))
                .toAbsolutePath();
        Path folder = Path.of(System.getProperty("ggen.libp2p.target", "target"), "js")
                .toAbsolutePath();
        try {
            Files.createDirectories(folder);
            for (String name : List.of("package.json", "package-lock.json", ".npmrc", "peer.js", "smoldot.js")) {
                Files.copy(sources.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            Path stamp = folder.resolve("installed.lock");
            byte[] lock = Files.readAllBytes(folder.resolve("package-lock.json"));
            if (!Files.exists(stamp) || !Arrays.equals(Files.readAllBytes(stamp), lock)) {
                Path log = folder.resolve("npm.log");
                assumeTrue(runs(folder, log, "node", "--version"), "Node is not installed");
                assumeTrue(
                        runs(folder, log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                        "npm could not install js-libp2p; see " + log);
                Files.write(stamp, lock);
            }
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean runs(Path folder, Path log, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What it said when it was ready. */
    public Map<String, Object> ready() {
        return TestHosts.await(ready);
    }

    /** Gives a command with these parameters, name by name. */
    CompletableFuture<Map<String, Object>> tell(String command, Object... parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        StringBuilder line = new StringBuilder("{\"id\":" + id + ",\"command\":\"" + command + "\"");
        for (int i = 0; i < parameters.length; i += 2) {
            Object value = parameters[i + 1];
            line.append(",\"").append(parameters[i]).append("\":");
            line.append(value instanceof Number ? value.toString() : "\"" + value + "\"");
        }
        try {
            synchronized (commands) {
                commands.write(line.append("}\n").toString());
                commands.flush();
            }
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** The same, done and without an error. */
    public Map<String, Object> ask(String command, Object... parameters) {
        Map<String, Object> answer = TestHosts.await(tell(command, parameters));
        assertThat(answer).as(command).doesNotContainKey("error");
        return answer;
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Map<String, Object> answer = parse(line);
                if (answer.containsKey("ready")) {
                    ready.complete(answer);
                    continue;
                }
                CompletableFuture<Map<String, Object>> asked =
                        waiting.remove(((Number) answer.getOrDefault("id", -1)).intValue());
                if (asked != null) {
                    asked.complete(answer);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        IOException gone = new IOException("the js process has ended");
        ready.completeExceptionally(gone);
        waiting.values().forEach(asked -> asked.completeExceptionally(gone));
    }

    private static Map<String, Object> parse(String line) throws IOException {
        try (JsonParser in = JSON.createParser(line)) {
            in.nextToken();
            return object(in);
        }
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> object = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            Object value = value(in);
            if (value != null) {
                object.put(name, value);
            }
        }
        return object;
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    Object element = value(in);
                    if (element != null) {
                        list.add(element);
                    }
                }
                yield list;
            }
            default -> null;
        };
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
