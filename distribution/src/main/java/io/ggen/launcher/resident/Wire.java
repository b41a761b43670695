package io.ggen.launcher.resident;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.jspecify.annotations.Nullable;

/** Frames on a blocking channel. One thread may read; sending is safe from many. */
final class Wire {
    private final ByteChannel channel;
    private final ByteBuffer head = ByteBuffer.allocate(Frame.HEAD);

    Wire(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The next frame; null if the peer ended in good order before it.
     *
     * @param most bytes that its body may have
     * @throws BadFrame if it is longer
     * @throws EOFException if the peer ended in the middle of it
     */
    @Nullable
    Frame next(int most) throws IOException {
        head.clear();
        if (channel.read(head) < 0) {
            return null;
        }
        fill(head);
        int length = head.getInt(1);
        if (length < 0 || length > most) {
            throw new BadFrame("a frame of " + Integer.toUnsignedString(length) + " bytes, of " + most + " at most");
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        fill(body);
        return new Frame(head.get(0), body.array());
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the peer ended in the middle of a frame");
            }
        }
    }

    void send(byte kind, byte... body) throws IOException {
        send(kind, body, body.length);
    }

    /** Sends the first {@code length} bytes of {@code body}. Blocks until the peer has room for them. */
    synchronized void send(byte kind, byte[] body, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEAD + length);
        frame.put(kind).putInt(length).put(body, 0, length).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Cuts the connection; whoever reads or sends fails at once. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(Wire.class.getName()).log(System.Logger.Level.DEBUG, "A connection", e);
        }
    }
}
