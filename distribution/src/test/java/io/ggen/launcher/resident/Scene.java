package io.ggen.launcher.resident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host in this process, whose commands do what tests need, and clients of it. */
final class Scene implements AutoCloseable {
    static final Limits LIMITS = new Limits(
            3, 6, 1 << 16, 1 << 12, 1 << 13, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final String BUILD = "b1";

    final Path run;
    final CountDownLatch release = new CountDownLatch(1);
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<Server> servers = new ArrayList<>();

    Scene(Path run) {
        this.run = run;
    }

    Server open() throws IOException {
        Server server = Server.open(run, BUILD, false, this::command, LIMITS);
        if (server == null) {
            throw new AssertionError("another host listens");
        }
        servers.add(server);
        return server;
    }

    private int command(
            List<String> arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment)
            throws IOException {
        events.add("began " + arguments.get(0));
        switch (arguments.get(0)) {
            case "say" -> {
                for (String word : arguments.subList(1, arguments.size())) {
                    (word.startsWith("!") ? err : out).println(word);
                }
                return Integer.parseInt(environment.getOrDefault("status", "0"));
            }
            case "cat" -> in.transferTo(out);
            case "ask" -> {
                err.print("sure? ");
                err.flush();
                StringBuilder answer = new StringBuilder();
                for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                    answer.append((char) c);
                }
                out.println("answer " + answer);
            }
            case "much" -> {
                byte[] block = new byte[10_000];
                for (int i = 0; i < 300; i++) {
                    out.write(block, 0, block.length);
                }
            }
            case "wait", "stop", "status" -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    events.add("interrupted " + arguments.get(0));
                    err.println("error: cancelled");
                    return 130;
                }
            }
            case "fault" -> throw new IllegalStateException("no good");
            case "--json" -> out.println("{}");
            default -> throw new AssertionError(arguments);
        }
        return 0;
    }

    /** What a client came to. */
    record Ran(int status, String out, String err, Client client) {}

    Ran run(String... arguments) {
        return feed("", arguments);
    }

    Ran feed(String input, String... arguments) {
        return runAs(BUILD, false, input, arguments);
    }

    Ran runAs(String build, boolean network, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Client client = new Client(run, build, LIMITS);
        int status = client.run(
                network,
                List.of(arguments),
                Map.of("status", "7"),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), client);
    }

    CompletableFuture<Ran> start(String... arguments) {
        return CompletableFuture.supplyAsync(() -> run(arguments), task -> new Thread(task).start());
    }

    SocketChannel dial() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(run.resolve("host.sock")));
        return channel;
    }

    /** A client that has sent its command off, and reads nothing unless told to. */
    SocketChannel begun(String... arguments) throws IOException {
        SocketChannel channel = dial();
        Wire wire = new Wire(channel);
        wire.send(Frame.REQUEST, new Request(BUILD, false, List.of(arguments), Map.of()).encoded());
        Frame answer = wire.next(100);
        if (answer == null || answer.kind() != Frame.ACCEPTED) {
            throw new AssertionError("not accepted");
        }
        wire.send(Frame.GO);
        return channel;
    }

    /** The next frame, which must be there. */
    static Frame next(Wire wire) throws IOException {
        Frame next = wire.next(LIMITS.frame());
        if (next == null) {
            throw new AssertionError("the peer has ended");
        }
        return next;
    }

    void await(String event) throws InterruptedException {
        String next = events.poll(20, TimeUnit.SECONDS);
        if (!event.equals(next)) {
            throw new AssertionError(next + " instead of " + event);
        }
    }

    @Override
    public void close() {
        release.countDown();
        for (Server server : servers) {
            server.close();
            server.release();
        }
    }
}
