package io.ggen.catalog;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** Makes documents. A document is good until the next one is made; one instance for each thread. */
final class Documents {
    private static final int MOST_WORDS = 2_000;
    private static final int MOST_BEGINNINGS = 5_000;

    private static final int NAME_WEIGHT = 12;
    private static final int TITLE_WEIGHT = 6;
    private static final int TAG_WEIGHT = 5;
    private static final int KEYWORD_WEIGHT = 4;
    private static final int CATEGORY_WEIGHT = 3;
    private static final int DESCRIPTION_WEIGHT = 1;

    private static final FieldType WEIGHTED = type(IndexOptions.DOCS_AND_FREQS, false);
    private static final FieldType WEIGHTED_BEGINNINGS = type(IndexOptions.DOCS_AND_FREQS, true);
    private static final FieldType PLAIN = type(IndexOptions.DOCS, true);

    private final WeightedTerms wordTerms = new WeightedTerms();
    private final WeightedTerms wordStartTerms = new WeightedTerms();
    private final WeightedTerms keyStartTerms = new WeightedTerms();
    private final Field words = new Field(Fields.WORD, wordTerms, WEIGHTED);
    private final Field wordStarts = new Field(Fields.WORD_START, wordStartTerms, WEIGHTED_BEGINNINGS);
    private final Field keyStarts = new Field(Fields.KEY_START, keyStartTerms, PLAIN);

    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<String, Integer> startWeights = new HashMap<>();
    private final Map<String, Integer> keyStartWeights = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private static FieldType type(IndexOptions options, boolean withoutNorms) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(options);
        type.setOmitNorms(withoutNorms);
        type.freeze();
        return type;
    }

    /** The document of {@code entry}. */
    Document of(Entry entry) throws IOException {
        Document document = new Document();
        document.add(new StringField(Fields.NAME, entry.name(), Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.NAME, new BytesRef(entry.name())));
        document.add(new SortedDocValuesField(Fields.PUBLISHER, new BytesRef(entry.publisher())));
        keyword(document, Fields.BY, List.of(entry.publisher()));
        keyword(document, Fields.CATEGORY, entry.categories());
        keyword(document, Fields.TAG, entry.tags());
        keyword(document, Fields.AUTHOR, List.of(entry.author()));
        for (String source : entry.sources()) {
            document.add(new StringField(Fields.SOURCE, source, Field.Store.NO));
        }
        if (entry.gone()) {
            document.add(new StringField(Fields.YANKED, "1", Field.Store.NO));
        }
        keys(document, entry.name());
        words(document, entry);
        document.add(new BinaryDocValuesField(Fields.ENTRY, new BytesRef(entry.toBytes())));
        return document;
    }

    private static void keyword(Document document, String field, List<String> values) {
        for (String value : values) {
            String key = Words.filterKey(value);
            if (!key.isEmpty()) {
                document.add(new StringField(field, key, Field.Store.NO));
            }
        }
    }

    private void keys(Document document, String name) {
        keyStartWeights.clear();
        String whole = Words.joined(name);
        key(document, whole);
        int slash = name.indexOf('/');
        if (slash >= 0) {
            key(document, Words.joined(name.substring(slash + 1)));
        }
        keyStartTerms.start(keyStartWeights);
        document.add(keyStarts);
    }

    private void key(Document document, String key) {
        document.add(new StringField(Fields.KEY, key, Field.Store.NO));
        for (int end = 1; end <= Math.min(key.length(), Fields.LONGEST_KEY_START); end++) {
            keyStartWeights.put(key.substring(0, end), 1);
        }
    }

    private void words(Document document, Entry entry) {
        weights.clear();
        startWeights.clear();
        String name = entry.name();
        String bare = name.substring(name.indexOf('/') + 1);
        count(List.of(name), NAME_WEIGHT);
        weights.putIfAbsent(Words.stem(Words.joined(bare)), NAME_WEIGHT);
        count(List.of(entry.title()), TITLE_WEIGHT);
        count(entry.tags(), TAG_WEIGHT);
        count(entry.keywords(), KEYWORD_WEIGHT);
        count(entry.categories(), CATEGORY_WEIGHT);
        count(List.of(entry.description()), DESCRIPTION_WEIGHT);
        wordTerms.start(weights);
        wordStartTerms.start(startWeights);
        document.add(words);
        document.add(wordStarts);
    }

    /** Counts a word once for each kind of text, however often it is said there. */
    private void count(List<String> texts, int weight) {
        seen.clear();
        for (String text : texts) {
            for (String word : Words.written(text, MOST_WORDS)) {
                if (seen.size() < MOST_WORDS && seen.add(word)) {
                    weights.merge(Words.stem(word), weight, Integer::sum);
                    if (weight > DESCRIPTION_WEIGHT) {
                        countBeginnings(word, weight);
                    }
                }
            }
        }
    }

    private void countBeginnings(String word, int weight) {
        for (int end = Fields.SHORTEST_WORD_START; end <= Math.min(word.length(), Fields.LONGEST_WORD_START); end++) {
            if (startWeights.size() < MOST_BEGINNINGS) {
                startWeights.merge(word.substring(0, end), weight, Math::max);
            }
        }
    }
}
