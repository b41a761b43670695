package io.ggen.libp2p.select;

import io.ggen.api.Texts;
import io.ggen.p2p.api.NetworkException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The messages of multistream-select 1.0 (github.com/multiformats/multistream-select): a length as unsigned varint, text, a line
 * feed. Takes bytes one by one, so that any split of them is the same.
 */
public final class Messages {
    /** The header both sides begin with. */
    public static final String HEADER = "/multistream/1.0.0";

    /** What a listener says to a proposal it does not know. */
    public static final String NO = "na";

    /** The longest message, line feed included. */
    public static final int LONGEST = 1024;

    private byte[] text = new byte[64];
    private int length = -1;
    private int filled;
    private int shift;
    private int announced;

    /**
     * Takes one byte; the message without its line feed if that was the last byte of one, else null. Throws
     * {@link NetworkException} (MALFORMED) on what is no message.
     */
    public @Nullable String take(byte b) {
        if (length < 0) {
            takeLength(b);
            return null;
        }
        if (filled == text.length) {
            text = java.util.Arrays.copyOf(text, Math.min(LONGEST, 2 * text.length));
        }
        text[filled++] = b;
        if (filled < length) {
            return null;
        }
        if (b != '\n') {
            throw NetworkException.malformed("A message of multistream-select does not end in a line feed.");
        }
        String message = new String(text, 0, filled - 1, StandardCharsets.UTF_8);
        length = -1;
        filled = 0;
        shift = 0;
        announced = 0;
        return message;
    }

    private void takeLength(byte b) {
        announced |= (b & 0x7f) << shift;
        shift += 7;
        if (b < 0) {
            if (shift == 14) {
                throw NetworkException.malformed(
                        "The length of a message of multistream-select has more than 2 bytes.");
            }
            return;
        }
        if (announced == 0 || announced > LONGEST) {
            throw NetworkException.malformed(
                    "A message of multistream-select has " + announced + " bytes, not 1 to " + LONGEST + ".");
        }
        length = announced;
    }

    /** {@code messages} as they go over the wire, in one buffer. */
    public static ByteBuf encode(String... messages) {
        ByteBuf out = Unpooled.buffer(128);
        for (String message : messages) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            int size = bytes.length + 1;
            if (size > LONGEST) {
                throw new IllegalArgumentException("too long: " + Texts.shown(message));
            }
            if (size > 0x7f) {
                out.writeByte(size & 0x7f | 0x80).writeByte(size >> 7);
            } else {
                out.writeByte(size);
            }
            out.writeBytes(bytes).writeByte('\n');
        }
        return out;
    }
}
