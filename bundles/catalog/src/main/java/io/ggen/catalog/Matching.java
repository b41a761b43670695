package io.ggen.catalog;

import io.ggen.api.catalog.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Makes Lucene queries. The name decides first, by steps that no text can climb: the whole name, its letters and digits, a
 * beginning of them. Below that the words count.
 */
final class Matching {
    private static final float WHOLE_NAME = 20_000;
    private static final float SAME_KEY = 10_000;
    private static final float KEY_START = 5_000;
    private static final float WORD_START = 0.4f;
    private static final float TYPO = 0.5f;

    /** Most words of a text in which words that exist may be typos, too. */
    private static final int MOST_DOUBTED = 3;

    private static final Query YANKED = new TermQuery(new Term(Fields.YANKED, "1"));

    private final IndexReader reader;
    private final QueryText text;
    private final Map<String, List<BytesRef>> nearWords = new HashMap<>();

    Matching(IndexReader reader, QueryText text) {
        this.reader = reader;
        this.text = text;
    }

    /** Everything that can be installed. */
    static Query anything() {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(YANKED, Occur.MUST_NOT)
                .build();
    }

    /**
     * The ways to understand the text, strictest first; the first with a match is meant. Words that no package has are
     * always taken for typos, the others only in short texts.
     */
    List<Attempt> attempts() {
        int count = text.words().size();
        List<Attempt> attempts = new ArrayList<>();
        attempts.add(() -> matching(false, count));
        if (count <= MOST_DOUBTED) {
            attempts.add(() -> matching(true, count));
        }
        if (count > 2) {
            attempts.add(() -> matching(false, count - 1));
        }
        if (count > 4) {
            attempts.add(() -> matching(false, count / 2));
        }
        if (count > 1) {
            attempts.add(() -> matching(false, 1));
        }
        return attempts;
    }

    private Query matching(boolean forgiving, int least) throws IOException {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        boolean all = least == text.words().size();
        for (String word : text.words()) {
            words.add(word(word, forgiving), all ? Occur.MUST : Occur.SHOULD);
        }
        if (!all) {
            words.setMinimumNumberShouldMatch(least);
        }
        Query byName = new BooleanQuery.Builder()
                .add(step(new TermQuery(new Term(Fields.KEY, text.key())), SAME_KEY), Occur.SHOULD)
                .add(step(keyStart(text.key()), KEY_START), Occur.SHOULD)
                .add(words.build(), Occur.SHOULD)
                .build();
        Query installable = new BooleanQuery.Builder()
                .add(byName, Occur.MUST)
                .add(YANKED, Occur.MUST_NOT)
                .build();
        return new BooleanQuery.Builder()
                .add(step(new TermQuery(new Term(Fields.NAME, text.name())), WHOLE_NAME), Occur.SHOULD)
                .add(installable, Occur.SHOULD)
                .build();
    }

    private static Query step(Query query, float height) {
        return new BoostQuery(new ConstantScoreQuery(query), height);
    }

    private static Query keyStart(String key) {
        return key.length() <= Fields.LONGEST_KEY_START
                ? new TermQuery(new Term(Fields.KEY_START, key))
                : new PrefixQuery(new Term(Fields.KEY, key));
    }

    private Query word(String word, boolean forgiving) throws IOException {
        Term exact = new Term(Fields.WORD, Words.stem(word));
        BooleanQuery.Builder either = new BooleanQuery.Builder().add(new TermQuery(exact), Occur.SHOULD);
        boolean known = reader.docFreq(exact) > 0;
        if (word.length() >= Fields.SHORTEST_WORD_START) {
            Term start = new Term(Fields.WORD_START, cut(word));
            either.add(new BoostQuery(new TermQuery(start), WORD_START), Occur.SHOULD);
            known |= reader.docFreq(start) > 0;
        }
        if (forgiving || !known) {
            List<BytesRef> near = near(exact.text());
            if (!near.isEmpty()) {
                SynonymQuery.Builder typos = new SynonymQuery.Builder(Fields.WORD);
                for (BytesRef term : near) {
                    typos.addTerm(new Term(Fields.WORD, term));
                }
                either.add(new BoostQuery(typos.build(), TYPO), Occur.SHOULD);
            }
        }
        return either.build();
    }

    private List<BytesRef> near(String word) throws IOException {
        List<BytesRef> known = nearWords.get(word);
        if (known == null) {
            known = Spelling.of(reader, word);
            nearWords.put(word, known);
        }
        return known;
    }

    private static String cut(String word) {
        return word.length() <= Fields.LONGEST_WORD_START ? word : word.substring(0, Fields.LONGEST_WORD_START);
    }

    /** {@code query} narrowed by the filters of {@code asked} and the publisher in its text. */
    Query filtered(Query query, Catalog.Query asked) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(query, Occur.MUST);
        filter(all, Fields.CATEGORY, asked.category());
        for (String tag : asked.tags()) {
            filter(all, Fields.TAG, tag);
        }
        filter(all, Fields.AUTHOR, asked.author());
        filter(all, Fields.BY, asked.publisher());
        filter(all, Fields.BY, text.publisher());
        BooleanQuery filtered = all.build();
        return filtered.clauses().size() == 1 ? query : filtered;
    }

    private static void filter(BooleanQuery.Builder all, String field, String value) {
        String key = Words.filterKey(value);
        if (!key.isEmpty()) {
            all.add(new TermQuery(new Term(field, key)), Occur.FILTER);
        }
    }

    /** One way to understand a text; made only when those before it found nothing. */
    @FunctionalInterface
    interface Attempt {
        Query query() throws IOException;
    }
}
