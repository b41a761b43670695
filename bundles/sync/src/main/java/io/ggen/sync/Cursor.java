package io.ggen.sync;

import io.ggen.records.RecordId;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a session with a peer has to go on another time.
 *
 * @param open what is yet to be reconciled
 * @param wanted what the peer listed and was not asked for yet
 */
record Cursor(List<Span> open, List<RecordId> wanted) {
    /** Everything there is: for a peer that has just come, since what was announced before that cannot be on its way here. */
    static final Cursor EVERYTHING =
            new Cursor(List.of(new Span(Negentropy.bound(0), Negentropy.INFINITY, 0)), List.of());

    private static final int MOST_SPANS = 2048;

    Cursor {
        open = open.size() > MOST_SPANS ? merged(open) : List.copyOf(open);
        wanted = List.copyOf(wanted);
    }

    /** The newest ones, and all others as one. */
    private static List<Span> merged(List<Span> open) {
        int cut = open.size() - MOST_SPANS;
        Span old = new Span(open.get(0).lower(), open.get(cut).upper(), 0);
        List<Span> some = new ArrayList<>(MOST_SPANS);
        some.add(old);
        some.addAll(open.subList(cut + 1, open.size()));
        return List.copyOf(some);
    }

    boolean isEmpty() {
        return open.isEmpty() && wanted.isEmpty();
    }
}
