package io.ggen.launcher.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one client, in order. Sent by a thread of its own, so that an interrupt of whoever prints does not close the
 * connection, and so that only the command whose reader is slow waits for it.
 */
final class Outgoing implements Runnable {
    private final Wire wire;
    private final int most;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean broken;

    /** Frames for {@code wire}; {@code most} bytes of them may wait. */
    Outgoing(Wire wire, int most) {
        this.wire = wire;
        this.most = most;
    }

    /** Adds a frame. Waits, whatever interrupts, while too much waits already; fails once nobody reads any more. */
    synchronized void put(byte kind, byte[] body) throws IOException {
        boolean interrupted = false;
        while (bytes >= most && !broken) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (broken) {
            throw new IOException("the client has ended");
        }
        add(kind, body);
    }

    /** Adds a frame, unless too much waits already. */
    synchronized void offer(byte kind, byte[] body) {
        if (bytes < most && !broken) {
            add(kind, body);
        }
    }

    private void add(byte kind, byte[] body) {
        waiting.add(new Frame(kind, body));
        bytes += body.length;
        notifyAll();
    }

    /** Adds the last frame: the command has ended. */
    void exit(int status, boolean linger) throws IOException {
        put(
                Frame.EXIT,
                ByteBuffer.allocate(Integer.BYTES + 1)
                        .putInt(status)
                        .put((byte) (linger ? 1 : 0))
                        .array());
    }

    /** Nobody reads any more. */
    synchronized void abandon() {
        broken = true;
        waiting.clear();
        notifyAll();
    }

    private synchronized @Nullable Frame take() throws InterruptedException {
        while (waiting.isEmpty() && !broken) {
            wait();
        }
        return waiting.peek();
    }

    private synchronized void sent(Frame frame) {
        waiting.poll();
        bytes -= frame.body().length;
        notifyAll();
    }

    /** Sends until the command has ended or nobody reads. */
    @Override
    public void run() {
        try {
            for (Frame next = take(); next != null; next = take()) {
                wire.send(next.kind(), next.body());
                if (next.kind() == Frame.EXIT) {
                    return;
                }
                sent(next);
            }
        } catch (IOException e) {
            System.getLogger(Outgoing.class.getName()).log(System.Logger.Level.DEBUG, "A client has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            abandon();
        }
    }
}
