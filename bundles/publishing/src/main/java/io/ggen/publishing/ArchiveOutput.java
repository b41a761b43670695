package io.ggen.publishing;

import io.ggen.api.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPOutputStream;

/** Counts and digests what goes through it. */
final class ArchiveOutput extends FilterOutputStream {
    private final MessageDigest state = Digest.Algorithm.SHA256.start();
    private long size;

    ArchiveOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        state.update(bytes, from, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** The digest of all that was written; ends it. */
    Digest digest() {
        return Digest.of(Digest.Algorithm.SHA256, state);
    }

    /** Gzip at a fixed level; its header has neither time nor name. */
    static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(6);
        }
    }
}
