package io.ggen.installer.supply;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an archive after their digests have been checked. Small ones are in memory, so that what is unpacked is
 * what was checked; of large ones the file stays open and is checked again while it is unpacked.
 */
abstract class Verified implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 8 << 20;

    /** Reads and checks {@code file}. */
    static Verified file(Path file, Expected expected) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        FileInputStream in = new FileInputStream(file.toFile());
        Verified verified = null;
        try {
            long size = in.getChannel().size();
            if (size != expected.archive().size()) {
                throw new Mismatch(size + " bytes", expected.archive().size() + " bytes");
            }
            verified = size <= MOST_IN_MEMORY ? inMemory(in, (int) size, expected) : onDisk(in, expected);
            return verified;
        } finally {
            if (!(verified instanceof OnDisk)) {
                in.close();
            }
        }
    }

    private static Verified inMemory(FileInputStream in, int size, Expected expected) throws IOException {
        byte[] bytes = in.readNBytes(size);
        Digests digests = expected.start();
        digests.update(bytes, 0, bytes.length);
        digests.check();
        return new InMemory(bytes);
    }

    private static Verified onDisk(FileInputStream in, Expected expected) throws IOException {
        Digests digests = expected.start();
        byte[] buffer = new byte[1 << 17];
        int read;
        while ((read = in.read(buffer)) >= 0) {
            digests.update(buffer, 0, read);
        }
        digests.check();
        return new OnDisk(in, expected);
    }

    /** The bytes from the start; may be called again when reading has to begin anew. */
    abstract InputStream stream() throws IOException;

    /** How many bytes there are. */
    abstract long size();

    /** To be called when the last stream was read to its end: throws {@link Mismatch} if it gave other bytes. */
    abstract void confirm() throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class InMemory extends Verified {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        void confirm() {}

        @Override
        public void close() {}
    }

    private static final class OnDisk extends Verified {
        private final FileInputStream file;
        private final Expected expected;
        private @Nullable Checked last;

        OnDisk(FileInputStream file, Expected expected) {
            this.file = file;
            this.expected = expected;
        }

        @Override
        InputStream stream() throws IOException {
            file.getChannel().position(0);
            Checked stream = new Checked(file, expected.start());
            last = stream;
            return stream;
        }

        @Override
        long size() {
            return expected.archive().size();
        }

        @Override
        void confirm() throws IOException {
            if (last == null) {
                throw new NoSuchFileException("nothing was read");
            }
            last.finish();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class Checked extends FilterInputStream {
        private final Digests digests;

        Checked(InputStream in, Digests digests) {
            super(in);
            this.digests = digests;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                digests.update(bytes, offset, read);
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = 0;
            byte[] buffer = new byte[8192];
            int read;
            while (skipped < count && (read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped))) > 0) {
                skipped += read;
            }
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {}

        void finish() throws IOException {
            byte[] buffer = new byte[8192];
            while (read(buffer, 0, buffer.length) >= 0) {
                // What the extractor left unread counts too.
            }
            digests.check();
        }
    }
}
