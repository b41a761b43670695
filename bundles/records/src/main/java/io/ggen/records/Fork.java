package io.ggen.records;

import io.ggen.api.Version;
import java.util.Map;
import java.util.Optional;

/**
 * Two records of one publisher that cannot both be true, each signed: proof for everybody. Two payloads for one version (builds
 * of one version are one version); two heads of one seq; or two heads, whatever their seqs, that name different records for one
 * version, since a version is immutable. A head with a lower seq that says anything else otherwise is merely older.
 *
 * @param first the one with the lower id
 * @param second the other
 */
public record Fork(Signed<?> first, Signed<?> second) {
    /** Throws {@link IllegalArgumentException} if the two contradict nothing, or stand in the other order. */
    public Fork {
        if (!contradict(first, second) || first.id().compareTo(second.id()) >= 0) {
            throw new IllegalArgumentException("These two records are no fork: " + first + " and " + second);
        }
    }

    /** The fork that {@code a} and {@code b} prove, if they do. */
    public static Optional<Fork> between(Signed<?> a, Signed<?> b) {
        if (!contradict(a, b)) {
            return Optional.empty();
        }
        return Optional.of(a.id().compareTo(b.id()) < 0 ? new Fork(a, b) : new Fork(b, a));
    }

    private static boolean contradict(Signed<?> a, Signed<?> b) {
        if (!a.publisher().equals(b.publisher()) || a.id().equals(b.id())) {
            return false;
        }
        if (a.payload() instanceof ReleaseRecord one && b.payload() instanceof ReleaseRecord other) {
            return one.name().equals(other.name()) && one.version().equals(other.version());
        }
        return a.payload() instanceof HeadRecord one
                && b.payload() instanceof HeadRecord other
                && one.name().equals(other.name())
                && (one.seq() == other.seq() || renamed(one, other).isPresent());
    }

    /** The lowest version for which the two name different records. */
    private static Optional<Version> renamed(HeadRecord one, HeadRecord other) {
        for (Map.Entry<Version, RecordId> named : one.versions().entrySet()) {
            RecordId id = other.versions().get(named.getKey());
            if (id != null && !id.equals(named.getValue())) {
                return Optional.of(named.getKey());
            }
        }
        return Optional.empty();
    }

    private static String heads(HeadRecord one, HeadRecord other) {
        if (one.seq() == other.seq()) {
            return "two different heads of " + one.name() + " with seq " + one.seq();
        }
        return "heads of " + one.name() + " with seq " + Math.min(one.seq(), other.seq()) + " and "
                + Math.max(one.seq(), other.seq()) + " that name different records of version "
                + renamed(one, other).map(Version::toString).orElse("");
    }

    /** One clause for people: who contradicts himself about what, with both ids. */
    public String reason() {
        String about = "";
        if (first.payload() instanceof ReleaseRecord release) {
            Version version = release.version();
            about = "two different releases " + release.name() + "@" + version;
        } else if (first.payload() instanceof HeadRecord one && second.payload() instanceof HeadRecord other) {
            about = heads(one, other);
        }
        return first.publisher() + " signed " + about + " (records "
                + first.id().hex().substring(0, 12) + " and "
                + second.id().hex().substring(0, 12) + ")";
    }
}
