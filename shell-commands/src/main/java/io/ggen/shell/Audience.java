package io.ggen.shell;

import org.osgi.annotation.versioning.ProviderType;

/** Who hears notices. A service, safe for use by many threads. */
@ProviderType
public interface Audience {
    /** Whether a command runs now that shows notices itself. */
    boolean isThere();
}
