package io.ggen.api.catalog;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All releases this host knows of, findable by words. Follows the registries by itself before each answer. Safe for use by
 * many threads.
 */
@ProviderType
public interface Catalog {
    /**
     * Packages that match, best first: exact name, then names that begin so, then by how well the words fit name, title,
     * tags, keywords and description. Forgives a typo or two; ignores case and accents.
     */
    Found search(Query query);

    /** At most {@code limit} names that begin with {@code prefix}, in order; for completion. */
    List<String> namesStartingWith(String prefix, int limit);

    /** At most {@code limit} names that look like {@code name}, most alike first; for "did you mean". */
    List<String> namesLike(String name, int limit);

    /** Forgets the index and builds it again from the registries. */
    void rebuild();

    /**
     * What to look for. Empty text matches everything; filters are exact but for case, and all must hold.
     *
     * @param text words
     * @param category a category, or empty text for any
     * @param tags tags that must all be there
     * @param author the author, or empty text for any
     * @param publisher the publisher's id, or empty text for any
     * @param limit the most packages to return; at least 1
     */
    record Query(String text, String category, List<String> tags, String author, String publisher, int limit) {
        /** Copies the tags. */
        public Query {
            tags = List.copyOf(tags);
        }

        /** Words alone, without filters. */
        public static Query of(String text, int limit) {
            return new Query(text, "", List.of(), "", "", limit);
        }
    }

    /**
     * What was found.
     *
     * @param hits at most the limit asked for
     * @param total how many there are without the limit
     */
    record Found(List<Hit> hits, long total) {
        /** Copies the hits. */
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /**
     * One package found, by its highest version that is stable and not yanked (or else its highest).
     *
     * @param score how well it fits; only the order of scores in one answer means anything
     * @param sources the ids of the registries that have it
     */
    record Hit(
            String name,
            String version,
            String publisher,
            String title,
            String description,
            List<String> categories,
            List<String> tags,
            double score,
            List<String> sources) {
        /** Copies the lists. */
        public Hit {
            categories = List.copyOf(categories);
            tags = List.copyOf(tags);
            sources = List.copyOf(sources);
        }
    }
}
