package io.ggen.api.trust;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A user's decision that a bare name means the package of one publisher.
 *
 * @param code whether the user also agreed to run code of this package inside the host
 * @param since when the name was pinned, to the second; consent given later does not change it
 */
public record Pin(PackageName name, PublisherId publisher, boolean code, Instant since) {
    /** Cuts the time to seconds. */
    public Pin {
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }
}
