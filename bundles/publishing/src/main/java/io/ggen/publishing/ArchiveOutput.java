package io.ggen.publishing;

import io.ggen.records.ArchiveTree;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Counts and digests what goes through it. */
final class ArchiveOutput extends FilterOutputStream {
    private final ArchiveTree.Growing tree = new ArchiveTree.Growing();
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
        tree.write(bytes, from, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** The digests of all that was written; ends it. */
    ArchiveTree tree() {
        return tree.finish();
    }

    /** Gzip at a fixed level; its header has neither time nor name. */
    static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(6);
        }
    }
}
