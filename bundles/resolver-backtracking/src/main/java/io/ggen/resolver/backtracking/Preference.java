package io.ggen.resolver.backtracking;

import io.ggen.api.Release;
import io.ggen.api.Version;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which releases of one package are tried: the version to keep, then by version; of equal versions, those of
 * the local publisher first.
 */
final class Preference implements Comparator<Release> {
    private final @Nullable Version kept;
    private final boolean lowest;

    Preference(@Nullable Version kept, boolean lowest) {
        this.kept = kept;
        this.lowest = lowest;
    }

    @Override
    public int compare(Release a, Release b) {
        int order = kept == null
                ? 0
                : Boolean.compare(b.version().equals(kept), a.version().equals(kept));
        if (order == 0) {
            order = lowest ? a.version().compareTo(b.version()) : b.version().compareTo(a.version());
        }
        return order != 0 ? order : compareEqualVersions(a, b);
    }

    private static int compareEqualVersions(Release a, Release b) {
        int order = Boolean.compare(b.publisher().isLocal(), a.publisher().isLocal());
        if (order == 0) {
            order = a.publisher().compareTo(b.publisher());
        }
        if (order == 0) {
            order = a.version().toString().compareTo(b.version().toString());
        }
        return order != 0
                ? order
                : a.archive().digest().hex().compareTo(b.archive().digest().hex());
    }
}
