package io.ggen.p2p.api.wire;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.Stream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Messages on a stream, each behind its length as an unsigned varint. Keeps what came behind a message for the next read, so
 * make one for a stream and read through it alone. One read and one write at a time, like the stream itself.
 *
 * <p>Memory is taken as bytes arrive, never for what a length merely promises.
 */
public final class Frames {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final int FIRST_ROOM = 1024;

    private final Stream stream;
    private ByteBuffer left = NOTHING;

    /** Messages on {@code stream}. */
    public Frames(Stream stream) {
        this.stream = stream;
    }

    /**
     * The next message, of at most {@code most} bytes; empty if the peer ended its direction in front of one. Fails as the
     * stream does, and with {@link NetworkException} MALFORMED (bad length, end in the middle) or LIMIT (longer than
     * {@code most}); the stream is left to the caller then.
     */
    public CompletionStage<Optional<byte[]>> read(int most) {
        Reading reading = new Reading(most);
        CompletableFuture<Optional<byte[]>> result = new CompletableFuture<>();
        try {
            if (left.hasRemaining() && reading.take(left)) {
                result.complete(reading.result());
            } else {
                pull(reading, result);
            }
        } catch (NetworkException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    /** Reads until the message is whole; in a loop as long as bytes are there, so that the stack does not grow. */
    private void pull(Reading reading, CompletableFuture<Optional<byte[]>> result) {
        while (true) {
            CompletableFuture<ByteBuffer> next = stream.read().toCompletableFuture();
            if (!next.isDone()) {
                next.whenComplete((bytes, failure) -> {
                    if (failure != null) {
                        result.completeExceptionally(NetworkException.of(failure));
                    } else if (!took(bytes, reading, result)) {
                        pull(reading, result);
                    }
                });
                return;
            }
            if (next.isCompletedExceptionally()) {
                next.whenComplete((bytes, failure) -> result.completeExceptionally(NetworkException.of(failure)));
                return;
            }
            if (took(next.join(), reading, result)) {
                return;
            }
        }
    }

    /** Whether the result is there: a message, the end, or a failure. */
    private boolean took(ByteBuffer bytes, Reading reading, CompletableFuture<Optional<byte[]>> result) {
        left = bytes;
        try {
            if (!bytes.hasRemaining()) {
                reading.end();
            } else if (!reading.take(bytes)) {
                return false;
            }
        } catch (NetworkException e) {
            result.completeExceptionally(e);
            return true;
        }
        result.complete(reading.result());
        return true;
    }

    /** The next bytes as they come, for what is not in messages: as {@link Stream#read()}, what is left here first. */
    public CompletionStage<ByteBuffer> readRaw() {
        if (left.hasRemaining()) {
            ByteBuffer rest = left.slice();
            left = NOTHING;
            return CompletableFuture.completedFuture(rest);
        }
        return stream.read();
    }

    /** Writes {@code message} behind its length. */
    public CompletionStage<Void> write(byte[] message) {
        return stream.write(encode(message));
    }

    /** {@code message} behind its length, to be written together with others. */
    public static ByteBuffer encode(byte[] message) {
        ByteBuffer out = ByteBuffer.allocate(Varint.size(message.length) + message.length);
        Varint.write(out, message.length);
        return out.put(message).flip();
    }

    /** One message on its way in. */
    private static final class Reading {
        private final int most;
        private final byte[] head = new byte[Varint.MOST_BYTES];
        private int headLength;
        private int length = -1;
        private int filled;
        private byte[] body = new byte[0];
        private boolean over;

        Reading(int most) {
            this.most = most;
        }

        /** Takes what it needs; true when the message is whole. */
        boolean take(ByteBuffer in) {
            while (length < 0 && in.hasRemaining()) {
                byte b = in.get();
                head[headLength++] = b;
                if (b >= 0) {
                    long announced = Varint.read(ByteBuffer.wrap(head, 0, headLength));
                    if (announced > most) {
                        throw new NetworkException(
                                NetworkException.Reason.LIMIT,
                                "A message of " + announced + " bytes came; at most " + most + " are allowed.");
                    }
                    length = (int) announced;
                } else if (headLength == Varint.MOST_BYTES) {
                    throw NetworkException.malformed("The length of a message has more than 9 bytes.");
                }
            }
            if (length < 0) {
                return false;
            }
            int now = Math.min(length - filled, in.remaining());
            if (filled + now > body.length) {
                body = Arrays.copyOf(
                        body, Math.min(length, Math.max(filled + now, Math.max(FIRST_ROOM, 2 * body.length))));
            }
            in.get(body, filled, now);
            filled += now;
            return filled == length;
        }

        void end() {
            if (headLength > 0) {
                throw NetworkException.malformed("The peer ended the stream in the middle of a message.");
            }
            over = true;
        }

        Optional<byte[]> result() {
            return over ? Optional.empty() : Optional.of(body.length == length ? body : Arrays.copyOf(body, length));
        }
    }
}
