package io.ggen.resolver;

import io.ggen.api.Release;
import java.util.Comparator;

/** By version, then unsigned before signed, then by what is left to tell two releases apart. */
final class NewestFirst implements Comparator<Release> {
    @Override
    public int compare(Release a, Release b) {
        int order = b.version().compareTo(a.version());
        if (order == 0) {
            order = Boolean.compare(b.publisher().isLocal(), a.publisher().isLocal());
        }
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
