package io.ggen.launcher.resident;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Why a host does not take a command, which then runs by itself.
 *
 * @param pid the host's process id, or -1 if it did not tell
 * @param reason what follows "the host of this home"
 */
public record Refusal(long pid, String reason) {
    private static final int LONGEST = 300;

    byte[] encoded() {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(pid)
                .put(text)
                .array();
    }

    static Refusal decode(Frame frame) throws BadFrame {
        if (frame.body().length < Long.BYTES || frame.body().length > Long.BYTES + LONGEST) {
            throw new BadFrame("a refusal of " + frame.body().length + " bytes");
        }
        return new Refusal(ByteBuffer.wrap(frame.body()).getLong(), frame.text(Long.BYTES));
    }
}
