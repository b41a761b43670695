package io.ggen.fetch;

import io.ggen.records.LeafHashes;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Content that can be served.
 *
 * @param leaves what its leaves must be
 * @param sums what those looked like that were read before
 * @param held which of them are there; null: all
 * @param file where
 */
record Holding(LeafHashes leaves, Sums sums, @Nullable BitSet held, Path file) {
    /** All of a file. */
    static Holding all(Trees.Tree tree, Path file) {
        return new Holding(tree.leaves(), tree.sums(), null, file);
    }

    boolean has(int leaf) {
        return leaf < leaves.count() && (held == null || held.get(leaf));
    }
}
