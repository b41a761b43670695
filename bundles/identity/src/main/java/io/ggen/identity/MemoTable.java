package io.ggen.identity;

import io.ggen.api.Digest;
import io.ggen.api.identity.SignatureMemo;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A memo in a file that never grows: a table of digests, each in one of the few places that its first bytes name. Several
 * processes may read and write it at once, without a lock. What is torn or damaged is the digest of nothing that anybody could
 * find, so it is forgotten and never mistaken. A file that cannot be read or written is a memo that remembers nothing.
 */
final class MemoTable implements SignatureMemo, AutoCloseable {
    /** How many digests fit. */
    static final int PLACES = 1 << 16;

    private static final int DIGEST = 32;
    private static final int PLACES_EACH = 8;
    private static final int BUCKET = PLACES_EACH * DIGEST;
    private static final byte[] EMPTY = new byte[DIGEST];

    private final Path path;
    private @Nullable RandomAccessFile file;
    private boolean writable;
    private boolean closed;

    /** Reads and makes nothing yet. */
    MemoTable(Path path) {
        this.path = path;
    }

    @Override
    public synchronized boolean isKnown(Digest envelope) {
        byte[] digest = envelope.bytes();
        try {
            return open(false) && digest.length == DIGEST && place(bucket(digest), digest) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void remember(Digest envelope) {
        byte[] digest = envelope.bytes();
        try {
            if (!open(true) || !writable || digest.length != DIGEST) {
                return;
            }
            byte[] bucket = bucket(digest);
            if (place(bucket, digest) >= 0) {
                return;
            }
            int empty = place(bucket, EMPTY);
            // whose turn it is to be forgotten is as good as random
            int place = empty >= 0 ? empty : (digest[2] & 0xff) % PLACES_EACH;
            RandomAccessFile out = file;
            if (out != null) {
                out.seek(start(digest) + (long) place * DIGEST);
                out.write(digest);
            }
        } catch (IOException e) {
            writable = false;
        }
    }

    /** Whether there is a file to read; with {@code make} it is made if it is missing. */
    private boolean open(boolean make) throws IOException {
        if (closed || file != null) {
            return !closed;
        }
        if (make) {
            make();
        } else if (!Files.isRegularFile(path)) {
            return false;
        }
        writable = Files.isRegularFile(path) && Files.isWritable(path);
        file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
        return true;
    }

    private void make() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(path)) {
            Files.createDirectories(folder);
            try {
                Files.createFile(path, Permissions.forNew(folder, "rw-------"));
            } catch (FileAlreadyExistsException e) {
                return; // another process was faster
            }
        }
    }

    private static long start(byte[] digest) {
        int number = (digest[0] & 0xff) << 8 | (digest[1] & 0xff);
        return (long) (number % (PLACES / PLACES_EACH)) * BUCKET;
    }

    /** The places where {@code digest} may be; zeros behind the end of the file. */
    private byte[] bucket(byte[] digest) throws IOException {
        byte[] bucket = new byte[BUCKET];
        RandomAccessFile in = file;
        if (in != null) {
            in.seek(start(digest));
            int at = 0;
            int count = in.read(bucket);
            while (count > 0 && at + count < BUCKET) {
                at += count;
                count = in.read(bucket, at, BUCKET - at);
            }
        }
        return bucket;
    }

    private static int place(byte[] bucket, byte[] digest) {
        for (int at = 0; at < bucket.length; at += DIGEST) {
            if (Arrays.equals(bucket, at, at + DIGEST, digest, 0, DIGEST)) {
                return at / DIGEST;
            }
        }
        return -1;
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            file = null; // nothing in it is missed
        }
    }
}
