package io.ggen.api.registry;

import io.ggen.api.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** One place that has the bytes of an archive. What it gives is not trusted until its digest has been checked. */
@ConsumerType
public interface Source {
    /** The option with the least score, from 0 to 1, of peers to get bytes from. */
    String MIN_REPUTATION = "min-reputation";

    /** Where this is, for messages and progress: a path, a peer. */
    String description();

    /** The archive's bytes from {@code offset} on. The caller closes the stream. */
    InputStream open(long offset) throws IOException;

    /** The archive as a file on this machine, if it is one; it may change or go away at any time. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * Writes the archive to {@code file}, which does not exist, at most {@code largest} bytes of it, and blocks until it is there.
     * A source that gets it from elsewhere tells {@code progress} how it gets on, in bytes, and what the user should know. An
     * interruption of the thread ends it with a {@link java.nio.channels.ClosedByInterruptException}. Sources that can go on where an earlier attempt broke off do so.
     *
     * @param options what the user wants of those who serve bytes; a source passes over what it does not know
     */
    default void copyTo(Path file, long largest, Map<String, String> options, Progress progress) throws IOException {
        try (InputStream in = open(0);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long left = largest;
            int read;
            while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(left, buffer.length))) >= 0) {
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
