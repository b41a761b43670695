package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.InputStream;

/** Reads this process's standard input when the host asks for some, and not a byte more. */
final class InputPump extends Thread {
    private final InputStream in;
    private final Wire wire;
    private int wanted;
    private boolean started;

    InputPump(InputStream in, Wire wire) {
        super("ggen input");
        this.in = in;
        this.wire = wire;
        setDaemon(true);
    }

    /** Sends the next bytes, {@code most} of them at most, once they are there. */
    synchronized void want(int most) {
        wanted = most;
        if (!started) {
            started = true;
            start();
        }
        notifyAll();
    }

    private synchronized int awaitWish() throws InterruptedException {
        while (wanted == 0) {
            wait();
        }
        int most = wanted;
        wanted = 0;
        return most;
    }

    @Override
    public void run() {
        try {
            while (true) {
                byte[] bytes = new byte[awaitWish()];
                wire.send(Frame.INPUT, bytes, Math.max(0, read(bytes)));
            }
        } catch (IOException e) {
            System.getLogger(InputPump.class.getName()).log(System.Logger.Level.DEBUG, "The host has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A standard input that cannot be read has ended. */
    private int read(byte[] bytes) {
        try {
            return in.read(bytes);
        } catch (IOException e) {
            return -1;
        }
    }
}
