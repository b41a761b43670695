package io.ggen.catalog;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.Listing;
import io.ggen.catalog.Registries.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one entry for each publisher of a name out of what the registries tell. */
final class Entries {
    private Entries() {}

    /** The entries of {@code name}, in the order of publishers; empty if no registry has it. */
    static List<Entry> of(PackageName name, List<Told> registries) {
        Map<PublisherId, Merging> byPublisher = new TreeMap<>();
        for (Told registry : registries) {
            for (Listing listing : registry.listings().getOrDefault(name, List.of())) {
                byPublisher
                        .computeIfAbsent(listing.release().publisher(), publisher -> new Merging(listing))
                        .add(listing, registry.id());
            }
        }
        List<Entry> entries = new ArrayList<>(byPublisher.size());
        for (Merging merging : byPublisher.values()) {
            entries.add(merging.entry());
        }
        return entries;
    }

    private static final class Merging {
        private final List<String> sources = new ArrayList<>(1);
        private Listing best;

        Merging(Listing first) {
            best = first;
        }

        void add(Listing listing, String source) {
            if (!sources.contains(source)) {
                sources.add(source);
            }
            if (isBetter(listing.release(), best.release())) {
                best = listing;
            }
        }

        Entry entry() {
            Release release = best.release();
            return new Entry(
                    release.name().value(),
                    release.version().toString(),
                    release.publisher().value(),
                    best.title(),
                    best.description(),
                    best.categories(),
                    best.tags(),
                    best.keywords(),
                    best.author(),
                    release.yanked(),
                    sources);
        }
    }

    /** What can be installed comes before what is yanked, stable before prerelease, high before low. */
    private static boolean isBetter(Release a, Release b) {
        if (a.yanked() != b.yanked()) {
            return b.yanked();
        }
        boolean aIsPre = a.version().isPrerelease();
        if (aIsPre != b.version().isPrerelease()) {
            return !a.yanked() ? !aIsPre : a.version().compareTo(b.version()) > 0;
        }
        return a.version().compareTo(b.version()) > 0;
    }
}
