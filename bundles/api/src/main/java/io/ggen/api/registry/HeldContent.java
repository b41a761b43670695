package io.ggen.api.registry;

import io.ggen.api.Digest;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody who has content by digest on this machine, so that it can be given to others. A whiteboard service; safe for use by
 * many threads; may block on disk, and throws nothing.
 */
@ConsumerType
public interface HeldContent {
    /** The file with exactly this SHA-256 as far as is known; it may change or go away at any time, so readers verify. */
    Optional<Path> file(Digest sha256);
}
