package io.ggen.extractor;

import java.io.IOException;

/** A window that slides over the tar stream, so that most files lie in it in one piece. */
final class Window {
    private final Gunzip source;

    /** The bytes; those from {@link #position} to {@link #limit} come next. */
    final byte[] bytes;

    private int position;
    private int limit;
    private long start;

    Window(Gunzip source, Workspace workspace) {
        this.source = source;
        this.bytes = workspace.unpacked;
    }

    /** Where the next byte is in {@link #bytes}. */
    int position() {
        return position;
    }

    /** The place of the next byte in the tar stream. */
    long offset() {
        return start + position;
    }

    /** Brings {@code count} bytes, at most the window's size, into one piece; false if the stream ends before. */
    boolean has(int count) throws IOException {
        if (limit - position >= count) {
            return true;
        }
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        start += position;
        limit -= position;
        position = 0;
        while (limit < count) {
            int read = source.read(bytes, limit, bytes.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** Like {@link #has}; a stream that ends before is refused. */
    void need(int count, String what) throws IOException {
        if (!has(count)) {
            throw new BrokenRule("it ends in the middle of " + what);
        }
    }

    /** How many of the next {@code most} bytes are in the window; 0 only if the stream has ended. */
    int some(long most) throws IOException {
        return has(1) ? (int) Math.min(limit - position, most) : 0;
    }

    /** Goes past {@code count} bytes of the window. */
    void pass(int count) {
        position += count;
    }

    /** Goes past {@code count} bytes, which must be zero. */
    boolean passZeros(int count) throws IOException {
        if (!has(count)) {
            return false;
        }
        for (int i = position; i < position + count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        position += count;
        return true;
    }

    /** Reads the stream to its end; whether there were only zeros. */
    boolean onlyZerosToTheEnd() throws IOException {
        while (has(1)) {
            if (!passZeros(limit - position)) {
                return false;
            }
        }
        return true;
    }

    /** Copies the next {@code count} bytes and goes past them. */
    byte[] copy(int count, String what) throws IOException {
        byte[] copy = new byte[count];
        for (int done = 0; done < count; ) {
            int some = some(count - done);
            if (some == 0) {
                throw new BrokenRule("it ends in the middle of " + what);
            }
            System.arraycopy(bytes, position, copy, done, some);
            position += some;
            done += some;
        }
        return copy;
    }
}
