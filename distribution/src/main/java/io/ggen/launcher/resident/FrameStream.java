package io.ggen.launcher.resident;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Standard output or standard error of a served command. */
final class FrameStream extends OutputStream {
    private static final int BUFFER = 8192;

    private final Outgoing outgoing;
    private final byte kind;
    private final int most;

    private FrameStream(Outgoing outgoing, byte kind, int most) {
        this.outgoing = outgoing;
        this.kind = kind;
        this.most = most;
    }

    /** A stream as the launcher gives it to a command of its own, in frames of {@code most} bytes at most. */
    static PrintStream of(Outgoing outgoing, byte kind, int most) {
        return new PrintStream(
                new BufferedOutputStream(new FrameStream(outgoing, kind, most), BUFFER), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
        outgoing.put(kind, new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += most) {
            outgoing.put(kind, Arrays.copyOfRange(bytes, from, Math.min(from + most, end)));
        }
    }
}
