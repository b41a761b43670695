package io.ggen.api.registry;

import io.ggen.api.Release;
import java.util.List;

/**
 * One release with the words that people search for and read. Empty text and lists stand for what was not said.
 *
 * @param published when, in milliseconds since 1970 UTC, or 0 if that is not known
 */
public record Listing(
        Release release,
        String title,
        String description,
        List<String> categories,
        List<String> tags,
        List<String> keywords,
        String author,
        String license,
        long published) {
    /** Copies the lists. */
    public Listing {
        categories = List.copyOf(categories);
        tags = List.copyOf(tags);
        keywords = List.copyOf(keywords);
    }
}
