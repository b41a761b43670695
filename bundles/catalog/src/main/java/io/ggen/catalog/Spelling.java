package io.ggen.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the indexed words that somebody may have meant: a letter more, less, other or swapped, or two in long words if the
 * first letter is right.
 */
final class Spelling {
    private static final int MOST_LOOKED_AT = 1_000;
    private static final int MOST = 24;

    private Spelling() {}

    /** The words nearest to {@code word}, most frequent first; none if it is too short to tell. */
    static List<BytesRef> of(IndexReader reader, String word) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, Fields.WORD);
        if (terms == null) {
            return List.of();
        }
        for (int typos = 1; typos <= allowed(word); typos++) {
            List<BytesRef> near = within(terms, word, typos);
            if (!near.isEmpty()) {
                return near;
            }
        }
        return List.of();
    }

    /** How many typos a word of this length may have. */
    static int allowed(String word) {
        int length = word.codePointCount(0, word.length());
        return length < 4 ? 0 : length < 8 ? 1 : 2;
    }

    private static List<BytesRef> within(Terms terms, String word, int typos) throws IOException {
        FuzzyTermsEnum each = new FuzzyTermsEnum(terms, new Term(Fields.WORD, word), typos, typos - 1, true);
        List<Near> found = new ArrayList<>();
        for (BytesRef term = each.next(); term != null && found.size() < MOST_LOOKED_AT; term = each.next()) {
            found.add(new Near(BytesRef.deepCopyOf(term), each.docFreq()));
        }
        found.sort(Comparator.comparingInt(Near::documents).reversed().thenComparing(Near::term));
        List<BytesRef> near = new ArrayList<>();
        for (Near one : found.subList(0, Math.min(MOST, found.size()))) {
            near.add(one.term());
        }
        return near;
    }

    private record Near(BytesRef term, int documents) {}
}
