package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Reads archives whole, for their digests. Interrupting the thread stops it. */
final class Archives {
    private static final int CHUNK = 128 << 10;

    private Archives() {}

    /** The digest and size of {@code file}. */
    static Archive digest(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(in, null, null);
        }
    }

    /**
     * Copies {@code file} to the new file {@code to}, which is on the disk then, and tells what was copied.
     *
     * @param also gets the same bytes, if it is not null
     */
    static Archive copy(Path file, Path to, @Nullable OutputStream also) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Archive archive = read(in, out, also);
            out.force(true);
            return archive;
        }
    }

    private static Archive read(FileChannel in, @Nullable FileChannel out, @Nullable OutputStream also)
            throws IOException {
        MessageDigest state = Digest.Algorithm.SHA256.start();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long size = 0;
        while (in.read(chunk) >= 0) {
            chunk.flip();
            size += chunk.remaining();
            state.update(chunk.array(), 0, chunk.limit());
            if (also != null) {
                also.write(chunk.array(), 0, chunk.limit());
            }
            while (out != null && chunk.hasRemaining()) {
                out.write(chunk);
            }
            chunk.clear();
        }
        return new Archive(Digest.of(Digest.Algorithm.SHA256, state), size);
    }
}
