package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Listing;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One release as an index has it.
 *
 * @param publisher who signed it, as the index says: whoever relies on it opens the record
 * @param dependencies with the publishers that the record names, if there is one
 * @param tarball where the archive is, relative to the registry's folder
 * @param archive its digest and size, or null if the index has no SHA-256 for it
 * @param published when, as the index writes it; may be empty
 */
record Entry(
        Version version,
        PublisherId publisher,
        Release.Kind kind,
        List<Dependency> dependencies,
        String tarball,
        @Nullable Archive archive,
        boolean yanked,
        String published,
        Words words) {
    Entry {
        dependencies = List.copyOf(dependencies);
    }

    Entry with(Archive known) {
        return new Entry(version, publisher, kind, dependencies, tarball, known, yanked, published, words);
    }

    /** This, but nobody has signed it. */
    Entry local() {
        return publisher.isLocal()
                ? this
                : new Entry(version, PublisherId.LOCAL, kind, dependencies, tarball, archive, yanked, published, words);
    }

    Entry yanked(boolean now) {
        return now == yanked
                ? this
                : new Entry(version, publisher, kind, dependencies, tarball, archive, now, published, words);
    }

    /** The release, of the publisher that the index names: nothing here has checked a signature. */
    Release release(PackageName name, @Nullable String deprecated) {
        Archive known = archive;
        if (known == null) {
            throw new IllegalStateException(name + " " + version + " has no digest yet");
        }
        return new Release(name, version, publisher, kind, dependencies, known, yanked, deprecated);
    }

    Listing listing(PackageName name, @Nullable String deprecated) {
        return new Listing(
                release(name, deprecated),
                words.title,
                words.description,
                words.categories,
                words.tags,
                words.keywords,
                words.author,
                words.license,
                publishedMillis());
    }

    private long publishedMillis() {
        if (published.isEmpty()) {
            return 0;
        }
        try {
            return Instant.parse(published).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            return 0;
        }
    }

    /** What people search for and read. */
    record Words(
            String title,
            String description,
            List<String> categories,
            List<String> tags,
            List<String> keywords,
            String author,
            String license) {
        static final Words NONE = new Words("", "", List.of(), List.of(), List.of(), "", "");

        Words {
            categories = List.copyOf(categories);
            tags = List.copyOf(tags);
            keywords = List.copyOf(keywords);
        }
    }
}
