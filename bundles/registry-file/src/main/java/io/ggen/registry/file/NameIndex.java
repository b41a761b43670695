package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one name.
 *
 * @param deprecated what users are told to do instead, or null
 * @param entries newest version first, no version twice
 * @param skipped folders of versions that could not be taken when this was built, so that they are not tried at each look
 */
record NameIndex(PackageName name, @Nullable String deprecated, List<Entry> entries, Set<String> skipped) {
    NameIndex {
        entries = sorted(entries);
        skipped = Set.copyOf(skipped);
    }

    private static List<Entry> sorted(List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).version().compareTo(entries.get(i).version()) < 0) {
                List<Entry> copy = new ArrayList<>(entries);
                copy.sort(Comparator.comparing(Entry::version).reversed());
                return List.copyOf(copy);
            }
        }
        return List.copyOf(entries);
    }

    /** The entry of {@code version}, build metadata apart, or null. */
    @Nullable
    Entry entry(Version version) {
        for (Entry entry : entries) {
            if (entry.version().equals(version)) {
                return entry;
            }
        }
        return null;
    }

    /** This with {@code entry} in place of the entry of the same version, if there is one. */
    NameIndex with(Entry entry) {
        List<Entry> now = new ArrayList<>(entries.size() + 1);
        for (Entry old : entries) {
            if (!old.version().equals(entry.version())) {
                now.add(old);
            }
        }
        now.add(entry);
        Set<String> stillSkipped = new TreeSet<>(skipped);
        stillSkipped.remove(entry.version().toString());
        return new NameIndex(name, deprecated, now, stillSkipped);
    }

    NameIndex deprecated(@Nullable String text) {
        return new NameIndex(name, text, entries, skipped);
    }

    /** What has been said about the releases since they were made. */
    Status status() {
        Set<String> yanked = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.yanked()) {
                yanked.add(entry.version().toString());
            }
        }
        return new Status(deprecated, yanked);
    }

    /** This with what {@code status} says, in place of what the entries say. */
    NameIndex with(Status status) {
        List<Entry> now = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            now.add(entry.yanked(status.yanked().contains(entry.version().toString())));
        }
        return new NameIndex(name, status.deprecated(), now, skipped);
    }

    List<Release> releases() {
        List<Release> releases = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            releases.add(entry.release(name, deprecated));
        }
        return releases;
    }

    List<Listing> listings() {
        List<Listing> listings = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            listings.add(entry.listing(name, deprecated));
        }
        return listings;
    }
}
