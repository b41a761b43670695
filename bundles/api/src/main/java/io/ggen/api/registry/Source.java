package io.ggen.api.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** One place that has the bytes of an archive. What it gives is not trusted until its digest has been checked. */
@ConsumerType
public interface Source {
    /** Where this is, for messages and progress: a path, a peer. */
    String description();

    /** The archive's bytes from {@code offset} on. The caller closes the stream. */
    InputStream open(long offset) throws IOException;

    /** The archive as a file on this machine, if it is one; it may change or go away at any time. */
    default Optional<Path> file() {
        return Optional.empty();
    }
}
