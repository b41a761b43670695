package io.ggen.api.trust;

import io.ggen.api.PublisherId;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies of the one record that can end this user's own publisher key, made while the key is still there. May block on
 * files. Every failure is a {@link io.ggen.api.ProblemException}.
 */
@ProviderType
public interface RevocationExport {
    /**
     * Writes a signed revocation record of this user's publisher key to {@code file}, which must not exist, readable by the
     * user alone, and remembers that a copy was made. The key itself goes on; whoever uses the record ends it. Refused where
     * no publisher key was made yet.
     *
     * @return whose key the record can end
     */
    PublisherId export(Path file);

    /** Whether a copy was ever exported for the publisher key of now; false if there is no key. */
    boolean exported();
}
