package io.ggen.shell.commands.trust;

import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/** What people compare of a key. */
final class Fingerprints {
    private Fingerprints() {}

    /** The fingerprint of {@code publisher}'s key, or null if it is nobody's. */
    static @Nullable String of(PublisherId publisher) {
        if (publisher.isLocal()) {
            return null;
        }
        try {
            return PublicKey.ofId(publisher).fingerprint();
        } catch (ProblemException e) {
            // a successor may be anything that somebody wrote
            return null;
        }
    }

    /** {@code publisher} as people read it. */
    static String words(PublisherId publisher) {
        String fingerprint = of(publisher);
        return fingerprint == null ? publisher.value() : publisher + " (fingerprint " + fingerprint + ")";
    }
}
