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
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        Map<HeadCheck, String> heads = heads(release);
        HeadCheck head = newest(heads.keySet());
        return new Provenance(
                release.publisher(),
                Standing.fingerprint(release.publisher()),
                reason.isEmpty() ? Signature.VERIFIED : Signature.BAD,
                reason,
                standing.isOwn(release.publisher()),
                pinned,
                end == null ? null : end.revokedAt(),
                head == null ? Head.NONE : head.state(parts.clock().instant()),
                head == null ? null : head.expires(),
                cautions(release, heads, head));
    }

    private String reason(Release release) {
        try {
            new Vouching(parts.roles(), parts.clock(), Neighbours.NONE, "").check(release);
            return "";
        } catch (ProblemException e) {
            String message = e.problem().message();
            return message.endsWith("; .") ? message.substring(0, message.length() - 3) : message;
        }
    }

    /** The publisher's word on all versions as each registry has it, with what the registry is called. */
    private Map<HeadCheck, String> heads(Release release) {
        Map<HeadCheck, String> heads = new LinkedHashMap<>();
        if (release.publisher().isLocal()) {
            return heads;
        }
        Instant now = parts.clock().instant();
        parts.roles().<Registry, Boolean, RuntimeException>callAll(Registry.class, registry -> {
            Optional<byte[]> head = registry.head(release.name(), release.publisher());
            head.ifPresent(envelope -> heads.put(
                    new HeadCheck(envelope, release.name(), release.publisher(), now), Vouching.label(registry)));
            return head.isPresent();
        });
        return heads;
    }

    private static @Nullable HeadCheck newest(Iterable<HeadCheck> heads) {
        HeadCheck best = null;
        for (HeadCheck check : heads) {
            best = best == null || check.isBetterThan(best) ? check : best;
        }
        return best;
    }

    private List<String> cautions(Release release, Map<HeadCheck, String> heads, @Nullable HeadCheck newest) {
        Set<String> cautions = new TreeSet<>();
        parts.roles()
                .<Registry, Boolean, RuntimeException>callAll(
                        Registry.class, registry -> cautions.addAll(registry.cautions(release)));
        // said by the warning already
        cautions.removeIf(caution -> caution.startsWith(Provenance.FRESHNESS_UNKNOWN));
        heads.forEach((head, registry) -> {
            if (newest != null && head.seq() > 0 && head.seq() < newest.seq()) {
                cautions.add("Registry " + registry + " has gone back: it has the publisher's word number " + head.seq()
                        + " on yanked and deprecated versions of " + release.name() + ", and " + newest.seq()
                        + " is known here and counts.");
            }
        });
        return List.copyOf(cautions);
    }
}
