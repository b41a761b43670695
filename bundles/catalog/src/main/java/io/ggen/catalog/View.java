package io.ggen.catalog;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** One commit of the index, open for reading until the last user releases it. */
final class View {
    /** Saturates late, because a word's frequency is the sum of its weights, not how often it is said. */
    static final Similarity SIMILARITY = new BM25Similarity(8f, 0.3f);

    private static final String FORMAT = "format";
    private static final String UNREAD = "unread";
    private static final String CURSOR = "cursor:";

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Map<String, String> cursors = new HashMap<>();
    private final Set<String> unread;

    /** Refuses an index of another format. */
    View(DirectoryReader reader) throws IOException {
        this.reader = reader;
        Map<String, String> data = reader.getIndexCommit().getUserData();
        if (!Fields.FORMAT.equals(data.get(FORMAT))) {
            throw new CorruptIndexException("another format", String.valueOf(data.get(FORMAT)));
        }
        String names = data.getOrDefault(UNREAD, "");
        unread = names.isEmpty() ? Set.of() : Set.of(names.split("\n", -1));
        data.forEach((key, value) -> {
            if (key.startsWith(CURSOR)) {
                cursors.put(key.substring(CURSOR.length()), value);
            }
        });
        searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        searcher.setSimilarity(SIMILARITY);
    }

    /** What a commit says about itself. */
    static Map<String, String> commitData(Map<String, String> cursors, Set<String> unread) {
        Map<String, String> data = new HashMap<>();
        data.put(FORMAT, Fields.FORMAT);
        data.put(UNREAD, String.join("\n", new TreeSet<>(unread)));
        cursors.forEach((id, cursor) -> data.put(CURSOR + id, cursor));
        return data;
    }

    DirectoryReader reader() {
        return reader;
    }

    IndexSearcher searcher() {
        return searcher;
    }

    /** What each registry is to be asked with, by its id: one for every registry indexed. */
    Map<String, String> cursors() {
        return cursors;
    }

    /** Names that a registry failed to tell about, to be asked again. */
    Set<String> unread() {
        return unread;
    }

    boolean acquire() {
        return reader.tryIncRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
