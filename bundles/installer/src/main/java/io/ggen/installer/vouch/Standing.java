package io.ggen.installer.vouch;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How this user stands to names and keys: each answer is looked up when first needed, and then stays. For one thread. */
public final class Standing {
    private final Neighbours neighbours;
    private @Nullable Map<PackageName, Pin> pins;
    private @Nullable Map<PublisherId, Revocation> revoked;
    private @Nullable Optional<PublisherId> own;

    /** As {@code neighbours} know it. */
    public Standing(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** The pin of {@code name}, or null. */
    public @Nullable Pin pin(PackageName name) {
        Map<PackageName, Pin> known = pins;
        if (known == null) {
            known = neighbours.trust().<Map<PackageName, Pin>>map(Trust::pins).orElse(Map.of());
            pins = known;
        }
        return known.get(name);
    }

    /** The end of {@code publisher}'s key, or null if it is not known to have ended. */
    public @Nullable Revocation revoked(PublisherId publisher) {
        if (publisher.isLocal()) {
            return null;
        }
        Map<PublisherId, Revocation> known = revoked;
        if (known == null) {
            known = new HashMap<>();
            Optional<Trust> trust = neighbours.trust();
            if (trust.isPresent()) {
                for (Revocation each : trust.get().revocations()) {
                    known.put(each.publisher(), each);
                }
            }
            revoked = known;
        }
        return known.get(publisher);
    }

    /** Whether {@code publisher} is this user. */
    public boolean isOwn(PublisherId publisher) {
        Optional<PublisherId> known = own;
        if (known == null) {
            known = neighbours.identity().flatMap(Identity::publisherIfMade).map(PublicKey::id);
            own = known;
        }
        return known.isPresent() && known.get().equals(publisher);
    }

    /** What people compare of {@code publisher}'s key; empty text if there is no key. */
    public static String fingerprint(PublisherId publisher) {
        if (publisher.isLocal()) {
            return "";
        }
        try {
            return PublicKey.ofId(publisher).fingerprint();
        } catch (ProblemException e) {
            return ""; // a name that anybody wrote into an index or a lock
        }
    }

    /** {@code publisher} as people read it. */
    public static String shown(PublisherId publisher) {
        if (publisher.isLocal()) {
            return "local (unsigned)";
        }
        String fingerprint = fingerprint(publisher);
        return publisher + (fingerprint.isEmpty() ? " (no key)" : " (fingerprint " + fingerprint + ")");
    }
}
