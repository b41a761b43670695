package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/**
 * A command that a host runs for this process, as the process sees it. As a thread, it is what the JVM runs when a signal
 * ends the process: it cancels the command and leaves it 10 s to say so.
 */
final class Running extends Thread {
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;
    private static final int SECONDS_TO_LEAVE = 10;
    private static final int SECONDS_FOR_THE_HOST = 30;

    private final Wire wire;
    private final long pid;
    private final InputPump input;
    private final PrintStream out;
    private final PrintStream err;
    private boolean started;
    private boolean finished;
    private boolean cancelled;

    Running(Wire wire, long pid, InputStream in, PrintStream out, PrintStream err) {
        super("ggen cancel");
        this.wire = wire;
        this.pid = pid;
        this.input = new InputPump(in, wire);
        this.out = out;
        this.err = err;
    }

    /** Lets the command start and shows what it prints; returns its exit status, or {@link Client#NOT_SERVED}. */
    int follow(Limits limits) {
        try {
            Runtime.getRuntime().addShutdownHook(this);
        } catch (IllegalStateException e) {
            return INTERRUPTED;
        }
        try {
            synchronized (this) {
                if (cancelled) {
                    return INTERRUPTED;
                }
                wire.send(Frame.GO);
                started = true;
            }
            return show(limits);
        } catch (IOException e) {
            return started ? lost() : Client.NOT_SERVED;
        } finally {
            finish();
        }
    }

    private int show(Limits limits) throws IOException {
        for (Frame next = wire.next(limits.frame()); next != null; next = wire.next(limits.frame())) {
            switch (next.kind()) {
                case Frame.OUT:
                    print(out, next);
                    break;
                case Frame.ERR:
                    print(err, next);
                    break;
                case Frame.READ:
                    input.want(number(next, Integer.BYTES, limits.frame()));
                    break;
                case Frame.EXIT:
                    int status = number(next, Integer.BYTES + 1, Integer.MAX_VALUE);
                    return next.body()[Integer.BYTES] == 0 ? status : awaitHost(status);
                default:
                    throw new BadFrame("a frame of kind " + next.kind());
            }
        }
        return lost();
    }

    private static void print(PrintStream stream, Frame frame) {
        stream.write(frame.body(), 0, frame.body().length);
        stream.flush();
    }

    private static int number(Frame frame, int length, int most) throws BadFrame {
        int number =
                frame.body().length == length ? ByteBuffer.wrap(frame.body()).getInt() : -1;
        if (number < 0 || number > most) {
            throw new BadFrame("a frame of kind " + frame.kind() + " with a wrong number");
        }
        return number;
    }

    private synchronized int lost() {
        if (cancelled) {
            err.println("error: cancelled, and the host that ran this command, process " + pid + ", has ended.");
            return INTERRUPTED;
        }
        err.println("error: the host that ran this command, process " + pid
                + ", has ended in the middle of it; whether the command was done by then is not known.");
        err.println("try: ggen history");
        return FAILED;
    }

    /** The command has ended the host: waits until it is gone. */
    private int awaitHost(int status) throws IOException {
        Patience patience = new Patience(wire, SECONDS_FOR_THE_HOST * 1000L);
        patience.start();
        try {
            if (wire.next(0) != null) {
                throw new BadFrame("something behind the end");
            }
        } catch (IOException e) {
            if (!patience.isMet()) {
                err.println("error: the host, process " + pid + ", was asked to end and has not within "
                        + SECONDS_FOR_THE_HOST + " s; it still runs.");
                err.println("try: kill " + pid);
                return FAILED;
            }
        }
        return status;
    }

    private synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** What the JVM runs when a signal ends this process. */
    @Override
    public void run() {
        synchronized (this) {
            if (finished) {
                return;
            }
            cancelled = true;
        }
        try {
            wire.send(Frame.CANCEL);
            if (!awaitEnd()) {
                err.println("warning: the command did not end within " + SECONDS_TO_LEAVE
                        + " s; the host cancels it all the same.");
            }
        } catch (IOException e) {
            System.getLogger(Running.class.getName()).log(System.Logger.Level.DEBUG, "The host has ended", e);
        }
    }

    private synchronized boolean awaitEnd() {
        long end = System.nanoTime() + SECONDS_TO_LEAVE * 1_000_000_000L;
        try {
            for (long left = SECONDS_TO_LEAVE * 1000L; !finished && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return finished;
    }
}
