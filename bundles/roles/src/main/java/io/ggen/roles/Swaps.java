package io.ggen.roles;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** What swapping parts while they were in use has cost so far. A service beside {@link Roles}; safe for use by many threads. */
@ProviderType
public interface Swaps {
    /** How many providers in use have left, or lost their selection, since the host started. */
    long count();

    /** The longest that any call was held up by the latest of these swaps; zero if none was. */
    Duration latestPause();

    /** The longest that any call was held up by any swap; zero if none was. */
    Duration longestPause();
}
