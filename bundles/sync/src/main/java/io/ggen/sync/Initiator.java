package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The side of Negentropy that asks and learns: pure. Where not everything fits into one message, or into the answer that is to
 * be expected, the newest ranges come first; the others are skipped and asked about later, which the peer does not notice since
 * it has no state. Between an answer and the next question {@link #open} is all there is to know for going on another time. For
 * one thread at a time.
 */
final class Initiator {
    /** With fewer items than this in all, large unknown ranges are explored first, so that the newest can come first. */
    private static final int FEW = 1000;

    static final int EXPLORED_DEPTH = 2;

    /** The most a range takes beside its ids or fingerprint. */
    private static final int RANGE = 10 + 1 + RecordId.LENGTH + 1 + 5;

    /** How many ids a peer lists in a range of which nothing is known, at first. */
    private static final int GUESS = 450;

    /** How little of a frame the expected answer may take after answers that did not fit. */
    private static final double LEAST_FILL = 1.0 / 32;

    private static final Comparator<Span> ORDER =
            Comparator.comparing(Span::lower).thenComparing(Span::upper);

    private final SyncSet set;
    private final int frame;
    private final TreeSet<Span> open = new TreeSet<>(ORDER);
    private final List<Span> asked = new ArrayList<>();
    private long guess = GUESS;
    private double fill = 1;
    private long have;

    /** One that has {@code set} and asks about {@code spans}, which do not overlap, in messages of at most {@code frame} bytes. */
    Initiator(SyncSet set, Collection<Span> spans, int frame) {
        this.set = set;
        this.frame = frame;
        for (Span span : spans) {
            add(span);
        }
    }

    private void add(Span span) {
        if (!span.isEmpty()) {
            open.add(span);
        }
    }

    /** What is yet to be reconciled, in order; whatever was asked about and is not answered is not among it. */
    List<Span> open() {
        return List.copyOf(open);
    }

    /** How many items are here that the peer has not, so far. */
    long have() {
        return have;
    }

    /** The next question, or nothing if everything is reconciled. */
    Optional<byte[]> next() {
        asked.clear();
        List<Span> chosen = choose();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        MessageWriter out = MessageWriter.begin();
        SyncItem at = Negentropy.ZERO;
        for (Span span : chosen) {
            open.remove(span);
            if (at.compareTo(span.lower()) < 0) {
                out.skip(span.lower());
            }
            ask(out, span);
            at = span.upper();
        }
        return Optional.of(out.toBytes());
    }

    /** The newest ranges for which there is room, in ascending order. */
    private List<Span> choose() {
        List<Span> chosen = new ArrayList<>();
        long bytes = 1;
        long answer = 1;
        for (Span span : open.descendingSet()) {
            int items = to(span) - from(span);
            bytes += RANGE + size(span, items);
            answer += RANGE + expected(span, items);
            if (!chosen.isEmpty() && (bytes > frame || answer > fill * frame)) {
                break;
            }
            chosen.add(0, span);
        }
        return chosen;
    }

    /** What asking about a span takes. */
    private long size(Span span, int items) {
        int one = RANGE + Negentropy.FINGERPRINT_BYTES;
        if (!span.differs() || isExplored(span, items)) {
            return one;
        }
        return items >= Negentropy.LISTED_BELOW
                ? (long) Negentropy.BUCKETS * one
                : RANGE + (long) items * RecordId.LENGTH;
    }

    /** About how much the answer takes. */
    private long expected(Span span, int items) {
        if (!span.differs()) {
            return RANGE;
        }
        boolean isSplit = items >= Negentropy.LISTED_BELOW || isExplored(span, items);
        return isSplit
                ? (long) Negentropy.BUCKETS * (RANGE + Negentropy.FINGERPRINT_BYTES)
                : RecordId.LENGTH * (items == 0 ? guess : items + 2L);
    }

    private int from(Span span) {
        return Negentropy.countBelow(set, span.lower());
    }

    private int to(Span span) {
        return Math.max(from(span), Negentropy.countBelow(set, span.upper()));
    }

    /** Whether to ask for its parts first though nothing is here: it may hold very many. */
    private boolean isExplored(Span span, int items) {
        return items == 0 && span.depth() < EXPLORED_DEPTH && set.size() < FEW;
    }

    private void ask(MessageWriter out, Span span) {
        int from = from(span);
        int to = to(span);
        if (!span.differs() || isExplored(span, to - from)) {
            out.fingerprint(span.upper(), Negentropy.fingerprint(set, from, to));
            asked.add(span);
        } else if (to - from < Negentropy.LISTED_BELOW) {
            out.idList(span.upper(), set, from, to);
            asked.add(span);
        } else {
            SyncItem lower = span.lower();
            for (int end : Negentropy.parts(from, to)) {
                SyncItem upper = end == to ? span.upper() : Negentropy.between(set.item(end - 1), set.item(end));
                out.fingerprint(upper, Negentropy.fingerprint(set, from, end));
                asked.add(new Span(lower, upper, span.depth() + 1));
                from = end;
                lower = upper;
            }
        }
    }

    /**
     * Takes the answer to the last question; returns the ids that the peer has and this side has not, as far as it tells of
     * them. Throws {@link NetworkException}: MALFORMED, REFUSED where it lists what was not asked for, or NO_PROTOCOL.
     */
    List<RecordId> answer(byte[] message) {
        MessageReader in = new MessageReader(message);
        if (in.version() != Negentropy.VERSION) {
            throw new NetworkException(Reason.NO_PROTOCOL, "The peer reconciles with another version of the protocol.");
        }
        Set<RecordId> need = new LinkedHashSet<>();
        int first = 0;
        boolean isCut = false;
        while (in.next()) {
            while (first < asked.size() && asked.get(first).upper().compareTo(in.lower()) <= 0) {
                first++;
            }
            isCut = first < asked.size() && !asked.get(first).covers(in.lower(), in.upper());
            if (in.mode() == Negentropy.FINGERPRINT) {
                compare(in, first);
            } else if (in.mode() == Negentropy.ID_LIST) {
                need.addAll(missing(in, first));
            }
        }
        fill = isCut ? Math.max(LEAST_FILL, fill / 2) : Math.min(1, fill * 1.25);
        asked.clear();
        return List.copyOf(need);
    }

    private void compare(MessageReader in, int first) {
        int from = Negentropy.countBelow(set, in.lower());
        int to = Math.max(from, Negentropy.countBelow(set, in.upper()));
        if (Arrays.equals(in.fingerprint(), Negentropy.fingerprint(set, from, to))) {
            return;
        }
        for (int i = first; i < asked.size(); i++) {
            Span span = asked.get(i);
            if (in.upper().compareTo(span.lower()) <= 0) {
                return;
            }
            boolean isPart = span.covers(in.lower(), in.upper());
            Span left = span.within(in.lower(), in.upper());
            add(isPart ? left.deeper() : left.uncompared());
        }
    }

    private List<RecordId> missing(MessageReader in, int first) {
        if (in.ids().isEmpty() && in.lower().equals(in.upper())) {
            return List.of();
        }
        if (first == asked.size() || !asked.get(first).covers(in.lower(), in.upper())) {
            throw new NetworkException(Reason.REFUSED, "The peer listed records that nobody asked about.");
        }
        Set<RecordId> theirs = new LinkedHashSet<>(in.ids());
        int from = Negentropy.countBelow(set, in.lower());
        int to = Math.max(from, Negentropy.countBelow(set, in.upper()));
        for (int i = from; i < to; i++) {
            if (!theirs.remove(set.item(i).id())) {
                have++;
            }
        }
        if (from == to) {
            guess = Math.max(1, (guess + theirs.size() + 1) / 2);
        }
        return List.copyOf(theirs);
    }
}
