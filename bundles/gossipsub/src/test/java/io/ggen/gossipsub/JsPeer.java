package io.ggen.gossipsub;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A js-libp2p process that gossips and does what it is told; see {@code src/test/js/peer.mjs}. */
final class JsPeer implements AutoCloseable {
    private static final long MOST_SECONDS = 30;

    private final Process process;
    private final BufferedWriter commands;
    private final List<List<String>> lines = new ArrayList<>();
    private boolean ended;
    final PeerId id;
    final Multiaddr address;

    JsPeer(String protocol) throws Exception {
        Node.prepare();
        process = new ProcessBuilder("node", "peer.mjs", protocol)
                .directory(Node.WORK.toFile())
                .redirectError(Node.WORK.resolve("stderr.log").toFile())
                .start();
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "js");
        reader.setDaemon(true);
        reader.start();
        List<String> ready = await(line -> line.get(0).equals("ready"));
        id = PeerId.parse(ready.get(1));
        address = Multiaddr.parse(ready.get(2));
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(List.of(line.split(" ")));
            }
        } catch (IOException e) {
            add(List.of("failed", String.valueOf(e.getMessage())));
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(List<String> line) {
        lines.add(line);
        notifyAll();
    }

    /** Gives a command. */
    void tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** The first line like this, which is then taken out. */
    synchronized List<String> await(Predicate<List<String>> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            for (List<String> line : lines) {
                if (wanted.test(line)) {
                    lines.remove(line);
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError("js did not say it in time, but " + lines);
            }
            wait(left);
        }
    }

    /** What it answers to a command. */
    List<String> ask(String command) throws Exception {
        tell(command);
        String word = command.substring(0, 4);
        return await(line -> line.get(0).startsWith(word) || line.get(0).equals("failed"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
