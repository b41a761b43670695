package io.ggen.installer;

import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.marketplace.Provenance.Head;
import io.ggen.api.marketplace.Provenance.Signature;
import io.ggen.api.registry.Registry;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.installer.vouch.HeadCheck;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who stands behind a release. */
final class Provenances {
    private final Parts parts;
    private final Standing standing;

    Provenances(Parts parts) {
        this.parts = parts;
        this.standing = new Standing(parts.neighbours());
    }

    Provenance of(Release release) {
        Pin pin = standing.pin(release.name());
        @Nullable PublisherId pinned = pin == null ? null : pin.publisher();
        String reason = reason(release);
        if (release.publisher().isLocal() && reason.isEmpty()) {
            return Provenance.unsigned(pinned);
        }
        Revocation end = standing.revoked(release.publisher());
        HeadCheck head = head(release);
        return new Provenance(
                release.publisher(),
                Standing.fingerprint(release.publisher()),
                reason.isEmpty() ? Signature.VERIFIED : Signature.BAD,
                reason,
                standing.isOwn(release.publisher()),
                pinned,
                end == null ? null : end.revokedAt(),
                head == null ? Head.NONE : head.state(parts.clock().instant()),
                head == null ? null : head.expires());
    }

    private String reason(Release release) {
        try {
            new Vouching(parts.roles(), parts.clock(), false, "").check(release);
            return "";
        } catch (ProblemException e) {
            String message = e.problem().message();
            return message.endsWith("; .") ? message.substring(0, message.length() - 3) : message;
        }
    }

    /** The newest head that any registry has. */
    private @Nullable HeadCheck head(Release release) {
        if (release.publisher().isLocal()) {
            return null;
        }
        List<byte[]> envelopes = new ArrayList<>();
        parts.roles().<Registry, Boolean, RuntimeException>callAll(Registry.class, registry -> {
            Optional<byte[]> head = registry.head(release.name(), release.publisher());
            return head.isPresent() && envelopes.add(head.get());
        });
        Instant now = parts.clock().instant();
        HeadCheck best = null;
        for (byte[] envelope : envelopes) {
            HeadCheck check = new HeadCheck(envelope, release.name(), release.publisher(), now);
            best = best == null || check.isBetterThan(best) ? check : best;
        }
        return best;
    }
}
