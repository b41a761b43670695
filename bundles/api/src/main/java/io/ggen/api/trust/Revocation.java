package io.ggen.api.trust;

import io.ggen.api.PublisherId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a publisher's key, said by that key itself. The signature was checked.
 *
 * @param revokedAt when it was signed, by the clock of whoever signed it
 * @param successor the key that the publisher says will follow, to be shown and never followed by itself; or null
 * @param reason the publisher's own words, not made safe to show; or null
 */
public record Revocation(
        PublisherId publisher,
        Instant revokedAt,
        @Nullable PublisherId successor,
        @Nullable String reason) {}
