package io.ggen.api.trust;

import io.ggen.api.Home;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import java.nio.file.Path;
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
        @Nullable String reason) {
    /** The command that moves this key aside in {@code home}, whose own it was; the next publish there makes a new one. */
    public String retire(Home home) {
        Path file = home.keys().resolve("publisher.pem");
        String id = publisher.value();
        Path aside = file.resolveSibling("revoked-" + id.substring(Math.max(0, id.length() - 8)) + ".pem");
        return "mv " + Texts.quoted(file.toString()) + " " + Texts.quoted(aside.toString());
    }
}
