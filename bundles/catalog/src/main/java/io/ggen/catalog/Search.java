package io.ggen.catalog;

import io.ggen.api.catalog.Catalog;
import io.ggen.api.catalog.Catalog.Found;
import io.ggen.api.catalog.Catalog.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;

/** Answers one query from one view. */
final class Search {
    private static final SortField BY_NAME = new SortField(Fields.NAME, SortField.Type.STRING);
    private static final SortField BY_PUBLISHER = new SortField(Fields.PUBLISHER, SortField.Type.STRING);
    private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, BY_NAME, BY_PUBLISHER);
    private static final Sort IN_ORDER = new Sort(BY_NAME, BY_PUBLISHER);
    private static final Found NOTHING = new Found(List.of(), 0);

    private Search() {}

    static Found find(View view, Catalog.Query asked) throws IOException {
        QueryText text = QueryText.of(asked.text());
        Matching matching = new Matching(view.reader(), text);
        if (asked.tags().size() > Entry.MOST_IN_LIST) {
            return NOTHING;
        }
        if (text.empty()) {
            return run(view.searcher(), matching.filtered(Matching.anything(), asked), IN_ORDER, asked.limit());
        }
        if (text.words().isEmpty()) {
            return NOTHING;
        }
        for (Matching.Attempt attempt : matching.attempts()) {
            Query query = attempt.query();
            Query filtered = matching.filtered(query, asked);
            Found found = run(view.searcher(), filtered, BEST_FIRST, asked.limit());
            boolean understood = found.total() > 0
                    || !filtered.equals(query) && view.searcher().count(query) > 0;
            if (understood) {
                return found;
            }
        }
        return NOTHING;
    }

    private static Found run(IndexSearcher searcher, Query query, Sort sort, int limit) throws IOException {
        int most = Math.max(1, Math.min(limit, searcher.getIndexReader().maxDoc()));
        TopFieldDocs top = searcher.search(query, new TopFieldCollectorManager(sort, most, null, Integer.MAX_VALUE));
        List<Hit> hits = new ArrayList<>(top.scoreDocs.length);
        for (ScoreDoc each : top.scoreDocs) {
            double score = sort == BEST_FIRST && ((FieldDoc) each).fields[0] instanceof Float value ? value : 0;
            hits.add(hit(searcher.getIndexReader(), each.doc, score));
        }
        return new Found(hits, top.totalHits.value);
    }

    private static Hit hit(IndexReader reader, int doc, double score) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        BinaryDocValues entries = DocValues.getBinary(leaf.reader(), Fields.ENTRY);
        if (!entries.advanceExact(doc - leaf.docBase)) {
            throw new CorruptIndexException("a document without its entry", leaf.toString());
        }
        BytesRef entry = entries.binaryValue();
        return Entry.toHit(entry.bytes, entry.offset, entry.length, score);
    }
}
