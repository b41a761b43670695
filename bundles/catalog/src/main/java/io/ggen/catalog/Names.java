package io.ggen.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The names in an index. */
final class Names {
    private Names() {}

    /** At most {@code limit} names of each part of the index that begin with {@code prefix}. */
    static TreeSet<String> startingWith(View view, String prefix, int limit) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        BytesRef start = new BytesRef(prefix);
        for (LeafReaderContext leaf : view.reader().leaves()) {
            Terms terms = leaf.reader().terms(Fields.NAME);
            if (terms == null) {
                continue;
            }
            TermsEnum each = terms.iterator();
            Bits live = leaf.reader().getLiveDocs();
            int found = 0;
            if (each.seekCeil(start) == TermsEnum.SeekStatus.END) {
                continue;
            }
            for (BytesRef name = each.term();
                    name != null && found < limit && StringHelper.startsWith(name, start);
                    name = each.next()) {
                if (live == null || isLive(each, live)) {
                    names.add(name.utf8ToString());
                    found++;
                }
            }
        }
        return names;
    }

    private static boolean isLive(TermsEnum term, Bits live) throws IOException {
        PostingsEnum documents = term.postings(null, PostingsEnum.NONE);
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if (live.get(doc)) {
                return true;
            }
        }
        return false;
    }

    /** All names, each once for each part of the index, those of packages deleted since among them. */
    static List<String> everWritten(View view) throws IOException {
        List<String> names = new ArrayList<>(view.reader().maxDoc());
        for (LeafReaderContext leaf : view.reader().leaves()) {
            Terms terms = leaf.reader().terms(Fields.NAME);
            if (terms != null) {
                TermsEnum each = terms.iterator();
                for (BytesRef name = each.next(); name != null; name = each.next()) {
                    names.add(name.utf8ToString());
                }
            }
        }
        return names;
    }

    /** Whether there is a package called {@code name}. */
    static boolean exists(View view, String name) throws IOException {
        return startingWith(view, name, 1).contains(name);
    }

    /** The names that came from the registry {@code source}. */
    static List<String> from(View view, String source) throws IOException {
        List<String> names = new ArrayList<>();
        for (LeafReaderContext leaf : view.reader().leaves()) {
            LeafReader reader = leaf.reader();
            PostingsEnum documents = reader.postings(new Term(Fields.SOURCE, source), PostingsEnum.NONE);
            if (documents == null) {
                continue;
            }
            SortedDocValues all = DocValues.getSorted(reader, Fields.NAME);
            Bits live = reader.getLiveDocs();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                if ((live == null || live.get(doc)) && all.advanceExact(doc)) {
                    names.add(all.lookupOrd(all.ordValue()).utf8ToString());
                }
            }
        }
        return names;
    }
}
