package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import org.jspecify.annotations.Nullable;

/**
 * One package that a target is to hold.
 *
 * @param sha256 the digest of its archive, or null where only a lock of the original tool speaks of it
 * @param md5 the digest that such a lock gives, which must hold too, or null
 * @param release what a registry says of it, or null if none was asked
 * @param settled whether the lock that was gone by holds just this, needing the same packages
 */
public record Need(
        PackageName name,
        Version version,
        PublisherId publisher,
        @Nullable Digest sha256,
        @Nullable Digest md5,
        @Nullable Release release,
        boolean settled) {
    /** What a lock says, without asking any registry. */
    public static Need of(Lock.Entry entry) {
        boolean legacy = entry.integrity().algorithm() == Digest.Algorithm.MD5;
        return new Need(
                entry.name(),
                entry.version(),
                entry.publisher(),
                legacy ? null : entry.integrity(),
                legacy ? entry.integrity() : null,
                null,
                true);
    }

    /** What was resolved; {@code md5} and {@code settled} as in the record. */
    public static Need of(Release release, @Nullable Digest md5, boolean settled) {
        return new Need(
                release.name(),
                release.version(),
                release.publisher(),
                release.archive().digest(),
                md5,
                release,
                settled);
    }

    /** The same, now that a registry was asked. */
    Need with(Release found) {
        return new Need(name, version, publisher, found.archive().digest(), md5, found, settled);
    }

    /** {@code NAME@VERSION}. */
    public String id() {
        return name + "@" + version;
    }
}
