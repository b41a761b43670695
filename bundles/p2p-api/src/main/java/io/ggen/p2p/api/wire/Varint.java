package io.ggen.p2p.api.wire;

import io.ggen.p2p.api.NetworkException;
import java.nio.ByteBuffer;

/**
 * Unsigned varints (multiformats unsigned-varint): seven bits a byte, least first, at most nine bytes, never longer than
 * needed.
 */
public final class Varint {
    /** The most bytes a varint has. */
    public static final int MOST_BYTES = 9;

    private Varint() {}

    /** How many bytes {@code value}, not negative, takes. */
    public static int size(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }

    /** {@code value}, not negative, on its own. */
    public static byte[] encode(long value) {
        ByteBuffer out = ByteBuffer.allocate(size(value));
        write(out, value);
        return out.array();
    }

    /** Puts {@code value}, not negative, into {@code out}. */
    public static void write(ByteBuffer out, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a varint is not negative");
        }
        long left = value;
        while (left > 0x7f) {
            out.put((byte) (left | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    /** Takes a varint from {@code in}. Throws {@link NetworkException} (MALFORMED) if there is none or it is too long. */
    public static long read(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < MOST_BYTES; i++) {
            if (!in.hasRemaining()) {
                throw NetworkException.malformed("A varint ends too early.");
            }
            byte b = in.get();
            value |= (b & 0x7fL) << 7 * i;
            if (b >= 0) {
                if (b == 0 && i > 0) {
                    throw NetworkException.malformed("A varint is longer than it needs to be.");
                }
                return value;
            }
        }
        throw NetworkException.malformed("A varint has more than 9 bytes.");
    }
}
