package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client. Three threads: this one reads what the client sends, one sends, and one runs the command,
 * whose interrupt is how Ctrl-C and the end of the client reach it.
 */
final class Session implements Runnable {
    private final SocketChannel channel;
    private final Wire wire;
    private final Server server;
    private final Limits limits;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final CountDownLatch left = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private volatile boolean running;
    private volatile boolean lingers;
    private volatile @Nullable Request request;
    private volatile @Nullable Thread worker;

    Session(SocketChannel channel, Server server, Limits limits) {
        this.channel = channel;
        this.wire = new Wire(channel);
        this.server = server;
        this.limits = limits;
        this.outgoing = new Outgoing(wire, limits.unread());
        this.incoming = new Incoming(outgoing, limits.frame());
    }

    /** The command that runs, or nothing if none does. */
    List<String> command() {
        Request now = request;
        return running && now != null ? now.arguments() : List.of();
    }

    /** Nanoseconds since the client connected. */
    long age() {
        return System.nanoTime() - began;
    }

    /** Whether its command was started, however long ago; its output may still be on the way. */
    boolean hasBegun() {
        return worker != null;
    }

    boolean isRunning() {
        return running;
    }

    @Override
    public void run() {
        try (channel) {
            Request accepted = accepted();
            if (accepted != null) {
                serve(accepted);
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "A client went away", e);
        } finally {
            left.countDown();
            server.ended(this);
            server.left(this);
        }
    }

    /** The client's request, once both sides have agreed that it runs here; else null. */
    private @Nullable Request accepted() throws IOException {
        Frame first = wire.next(limits.request());
        if (first == null) {
            return null;
        }
        if (first.kind() != Frame.REQUEST) {
            throw new BadFrame("no request but a frame of kind " + first.kind());
        }
        boolean isKnown = Request.version(first.body()) == Frame.VERSION;
        Request asked = isKnown ? Request.decode(first.body()) : null;
        String refused = asked == null ? Server.OTHER_BUILD : server.admit(this, asked);
        if (!refused.isEmpty()) {
            wire.send(Frame.REFUSED, new Refusal(Server.PID, refused).encoded());
            return null;
        }
        request = asked;
        wire.send(
                Frame.ACCEPTED,
                ByteBuffer.allocate(Long.BYTES).putLong(Server.PID).array());
        Frame go = wire.next(0);
        if (go == null || go.kind() != Frame.GO) {
            return null;
        }
        return asked;
    }

    private void serve(Request command) {
        Thread sender = Server.thread(this::send, "ggen answers");
        Thread runner = Server.thread(() -> runCommand(command), "ggen served " + Server.shown(command.arguments()));
        running = true;
        worker = runner;
        sender.start();
        runner.start();
        try {
            for (Frame next = wire.next(limits.frame()); next != null; next = wire.next(limits.frame())) {
                switch (next.kind()) {
                    case Frame.INPUT -> incoming.give(next.body());
                    case Frame.CANCEL -> runner.interrupt();
                    default -> throw new BadFrame("a frame of kind " + next.kind());
                }
            }
        } catch (IOException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "A client went away", e);
        } finally {
            outgoing.abandon();
            incoming.end();
            if (running) {
                runner.interrupt();
            }
            awaitEnd(runner, sender);
        }
    }

    private void send() {
        try {
            outgoing.run();
        } finally {
            left.countDown();
            if (!lingers) {
                close();
            }
        }
    }

    private static void awaitEnd(Thread... threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runCommand(Request command) {
        PrintStream out = FrameStream.of(outgoing, Frame.OUT, limits.frame());
        PrintStream err = FrameStream.of(outgoing, Frame.ERR, limits.frame());
        int status;
        try {
            status = server.commands().run(command.arguments(), incoming, out, err, command.environment());
        } catch (Throwable e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.ERROR, "A served command failed", e);
            err.println("error: the command ended in a fault of ggen (" + e + "); it may not be done.");
            status = 1;
        }
        out.flush();
        err.flush();
        running = false;
        lingers = server.isEnding() && Server.isCalled(command.arguments(), "stop");
        try {
            outgoing.exit(status, lingers);
        } catch (IOException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "A client went away", e);
        }
        server.ended(this);
    }

    /** Cancels the command, because the host ends; {@code why} is told to the user, unless too much waits to be told. */
    void cancel(String why) {
        Thread runner = worker;
        if (running && runner != null) {
            outgoing.offer(Frame.ERR, ("warning: " + why + "\n").getBytes(StandardCharsets.UTF_8));
            runner.interrupt();
        }
    }

    /** Waits until the client has been told how its command ended, or is gone. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return left.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Cuts the connection. */
    void close() {
        wire.close();
    }
}
