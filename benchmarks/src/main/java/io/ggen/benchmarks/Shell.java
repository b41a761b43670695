package io.ggen.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A shell that reads its lines from here and answers each with one line of JSON. For one thread at a time. */
final class Shell implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Shell(Path ggen, Path home, String javaOptions) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ggen.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GGEN_HOME", home.toString());
        builder.environment().put("JAVA_OPTS", javaOptions);
        process = builder.start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The answer to a command, which must print one line. */
    String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the shell has ended at " + command);
        }
        return answer;
    }

    /** Its first address on this machine alone, once it listens. */
    String address() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            String status = ask("p2p:status --json");
            int at = status.indexOf("\"/ip4/127.0.0.1/");
            if (at >= 0) {
                return status.substring(at + 1, status.indexOf('"', at + 1));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("the shell does not listen");
    }

    /** A number out of an answer of JSON, bare or as a text; -1 if it is not in there. */
    static long number(String json, String key) {
        int at = json.indexOf("\"" + key + "\":");
        if (at < 0) {
            return -1;
        }
        int from = at + key.length() + 3;
        from += from < json.length() && json.charAt(from) == '"' ? 1 : 0;
        int to = from;
        while (to < json.length() && Character.isDigit(json.charAt(to))) {
            to++;
        }
        return to == from ? -1 : Long.parseLong(json.substring(from, to));
    }

    /** The id of the Java process. */
    long pid() {
        return process.descendants().findFirst().orElse(process.toHandle()).pid();
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
