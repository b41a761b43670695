package io.ggen.shell.commands.universe;

import io.ggen.api.Problem;
import java.io.IOException;
import java.io.InputStream;

/** A file line by line, each read as a stream that ends where the line ends, so that no line need fit into memory. */
final class Lines extends InputStream {
    /** The longest line, in bytes. */
    static final long LONGEST = 512L << 20;

    private final InputStream file;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long left;
    private boolean inLine;

    Lines(InputStream file) {
        this.file = file;
    }

    /** Goes to the next line, once the last one is read to its end; false if there is none. */
    boolean next() throws IOException {
        inLine = fill();
        left = LONGEST;
        return inLine;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, file.read(buffer));
        }
        return at < end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!inLine || !fill()) {
            inLine = false;
            return -1;
        }
        int count = 0;
        while (count < length && at < end) {
            byte next = buffer[at++];
            if (next == '\n') {
                inLine = false;
                return count == 0 ? -1 : count;
            }
            into[offset + count] = next;
            count++;
        }
        left -= count;
        if (left < 0) {
            throw Problem.of("the line is longer than " + (LONGEST >> 20) + " MiB")
                    .asException();
        }
        return count;
    }

    /** Closes the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
