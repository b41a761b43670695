package io.ggen.api.marketplace;

import io.ggen.api.PublisherId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind one release.
 *
 * @param fingerprint of the publisher's key; empty text where nobody signed
 * @param signature whether what the registries have was signed by that key
 * @param reason why the signature is bad, as half a sentence; else empty text
 * @param own whether the key is this user's own
 * @param pinned whose package the name means by the user's own decision, or null
 * @param revoked when the key ended, or null
 * @param head what is known of the publisher's last word on all versions
 * @param headExpires until when that word holds, or null if there is none
 * @param cautions what else speaks against relying on it, a sentence each: words of the publisher that contradict each other, a
 *     registry that has gone back behind what is known here
 */
public record Provenance(
        PublisherId publisher,
        String fingerprint,
        Signature signature,
        String reason,
        boolean own,
        @Nullable PublisherId pinned,
        @Nullable Instant revoked,
        Head head,
        @Nullable Instant headExpires,
        List<String> cautions) {
    /** Copies the list. */
    public Provenance {
        cautions = List.copyOf(cautions);
    }

    /** How every sentence begins that says that nobody knows whether the publisher's word still holds. */
    public static final String FRESHNESS_UNKNOWN = "Freshness unknown: ";

    /** What nobody has signed. */
    public static Provenance unsigned(@Nullable PublisherId pinned) {
        return new Provenance(
                PublisherId.LOCAL, "", Signature.UNSIGNED, "", false, pinned, null, Head.NONE, null, List.of());
    }

    /** What the user should know before relying on it, as a sentence, if there is anything. */
    public Optional<String> warning() {
        if (revoked != null) {
            return Optional.of("The key that signed this was revoked on " + revoked + ".");
        }
        return switch (head) {
            case EXPIRED ->
                Optional.of(FRESHNESS_UNKNOWN + "the publisher's last word on yanked and deprecated versions"
                        + " held until " + headExpires + ".");
            case BAD -> Optional.of("The publisher's last word on yanked and deprecated versions is damaged.");
            case NONE, FRESH -> Optional.empty();
        };
    }

    /** What a signature is worth. */
    public enum Signature {
        /** There is one, and it is right. */
        VERIFIED,
        /** Nobody claims to have signed. */
        UNSIGNED,
        /** Somebody is said to have signed, and that is wrong or cannot be shown. */
        BAD
    }

    /** What a publisher says about all versions of a package. */
    public enum Head {
        /** Nothing that is known here. */
        NONE,
        /** It holds. */
        FRESH,
        /** It did hold, and nobody knows whether it still does. */
        EXPIRED,
        /** Something that is not the publisher's word. */
        BAD
    }
}
