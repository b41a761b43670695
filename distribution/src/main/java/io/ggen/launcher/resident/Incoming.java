package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/**
 * Standard input of a served command. The client reads its own only when the command wants to, and no more than that; an
 * interrupt ends a read with {@link InterruptedIOException}.
 */
final class Incoming extends InputStream {
    private final Outgoing outgoing;
    private final int most;
    private ByteBuffer given = ByteBuffer.allocate(0);
    private int asked;
    private boolean ended;

    /** Input asked for by way of {@code outgoing}, {@code most} bytes at once. */
    Incoming(Outgoing outgoing, int most) {
        this.outgoing = outgoing;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // a single character is one of a line, of which there will be more
        int wanted = Math.min(Math.max(length, 256), most);
        synchronized (this) {
            if (given.hasRemaining() || ended) {
                return taken(bytes, offset, length);
            }
            wanted = asked == 0 ? wanted : 0;
            asked = Math.max(asked, wanted);
        }
        if (wanted > 0) {
            outgoing.put(
                    Frame.READ,
                    ByteBuffer.allocate(Integer.BYTES).putInt(wanted).array());
        }
        synchronized (this) {
            while (!given.hasRemaining() && !ended) {
                await();
            }
            return taken(bytes, offset, length);
        }
    }

    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while standard input was read");
        }
    }

    private int taken(byte[] bytes, int offset, int length) {
        if (!given.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, given.remaining());
        given.get(bytes, offset, count);
        return count;
    }

    @Override
    public synchronized int available() {
        return given.remaining();
    }

    /** Takes what the client sent; nothing is the end. */
    synchronized void give(byte[] bytes) throws BadFrame {
        if (bytes.length > asked) {
            throw new BadFrame("input that nobody asked for");
        }
        asked = 0;
        ended |= bytes.length == 0;
        given = ByteBuffer.wrap(bytes);
        notifyAll();
    }

    /** There will be no more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
