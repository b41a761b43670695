package io.ggen.record.store;

import io.ggen.api.PublisherId;
import io.ggen.records.RecordId;
import io.ggen.records.RecordKind;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore.Counts;
import io.ggen.records.store.Taken.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.h2.mvstore.MVStore;

/**
 * The store while its files are open. Any number of threads may read, or one may change it; to {@link #commit} counts as
 * reading, but for one thread alone.
 */
final class OpenStore {
    private static final String GENERATION = "generation";
    private static final String MARK = "mark";
    private static final int FILL = 60;
    private static final int COMPACTED_AT_ONCE = 8 << 20;

    final Shelf shelf;
    final Reading reading;
    private final Tables tables;
    private final Seen seen;
    private final MVStore file;
    private final Journal journal;
    private final Places places;
    private final Eviction eviction;
    private final Pace pace;
    private final Clock clock;
    private long overQuota;

    /** What does not change from one opening to the next. */
    record Rules(Limits limits, Predicate<PublisherId> favoured, Pace pace, Clock clock) {}

    /**
     * Reads what is there, with what the journal adds to it, and commits that if it {@code mayCommit}; {@code mark}, which is
     * another one each time, tells a new file from all others.
     */
    OpenStore(MVStore file, Journal journal, Rules rules, long mark, boolean mayCommit) throws IOException {
        this.file = file;
        this.journal = journal;
        Limits limits = rules.limits();
        this.pace = rules.pace();
        this.clock = rules.clock();
        this.tables = new Tables(file);
        tables.setNumber(MARK, tables.number(MARK, mark));
        boolean leap = journal.holds(generation());
        if (leap && !mayCommit) {
            // the next opening leaps from the same place, and must not mistake what this one tells for its own
            tables.setNumber(MARK, mark);
        }
        ChangeLog changes = new ChangeLog(tables, limits.changes(), tables.number(MARK, mark), leap);
        Holdings holdings = new Holdings(holding ->
                tables.ours.containsKey(holding.key) || rules.favoured().test(holding.publisher));
        this.shelf = new Shelf(tables, holdings, changes);
        this.reading = new Reading(tables);
        this.seen = new Seen(tables, limits.seen());
        this.places = new Places(shelf);
        this.eviction = new Eviction(shelf, places, seen, limits);
        if (leap) {
            journal.read(generation(), this::again);
            if (mayCommit) {
                // so that the next leap, after another kill, goes on from here
                commit();
            }
        } else {
            journal.start(generation());
        }
    }

    private long generation() {
        return tables.number(GENERATION, 0);
    }

    /** Takes once more what was taken before a kill. */
    private void again(boolean here, byte[] envelope) {
        Signed<?> signed = Tables.open(envelope);
        byte[] publisher = signed.envelope().key().raw();
        if (here) {
            tables.ours.put(publisher, new byte[0]);
        }
        if (!shelf.has(signed.id().bytes())) {
            Places.Effect effect = places.effect(publisher, signed);
            if (effect.outcome() == Outcome.NEW || effect.outcome() == Outcome.FORK) {
                put(publisher, signed, envelope, effect, here, clock.instant());
            }
        }
    }

    /**
     * Keeps a record if the rules and bounds let it. It is in the journal before anything else changes; throws
     * {@link UnwrittenException}, and nothing has changed, if that cannot be.
     */
    Outcome take(Signed<?> signed, Origin origin) {
        byte[] envelope = signed.toBytes();
        byte[] publisher = signed.envelope().key().raw();
        byte[] id = signed.id().bytes();
        boolean here = origin.isHere();
        if (shelf.has(id)) {
            if (here && !tables.ours.containsKey(publisher)) {
                note(true, envelope);
                own(publisher);
            }
            return Outcome.KNOWN;
        }
        Instant now = clock.instant();
        Places.Effect effect = places.effect(publisher, signed);
        if (effect.outcome() != Outcome.NEW && effect.outcome() != Outcome.FORK) {
            seen.add(id, now, Limits.SEEN);
            return effect.outcome();
        }
        if (!here && !isInPace(signed, publisher, origin)) {
            seen.add(id, now, Limits.SEEN_IN_HASTE);
            overQuota++;
            return Outcome.OVER_QUOTA;
        }
        note(here, envelope);
        if (here) {
            own(publisher);
        }
        return put(publisher, signed, envelope, effect, here, now);
    }

    private void note(boolean here, byte[] envelope) {
        try {
            journal.append(here, envelope);
        } catch (IOException e) {
            throw new UnwrittenException(e);
        }
    }

    private void own(byte[] publisher) {
        if (tables.ours.put(publisher, new byte[0]) == null) {
            Holding holding = shelf.holdings.of(publisher);
            if (holding != null) {
                shelf.holdings.isFavoured(holding);
            }
        }
    }

    /** The end of a key of which something is here is never too fast. */
    private boolean isInPace(Signed<?> signed, byte[] publisher, Origin origin) {
        Holding holding = shelf.holdings.of(publisher);
        if (holding != null && signed.kind() == RecordKind.REVOCATION) {
            return true;
        }
        if (!pace.allows(origin)) {
            return false;
        }
        boolean favoured =
                holding == null ? shelf.holdings.wouldBeFavoured(publisher) : shelf.holdings.isFavoured(holding);
        return favoured || pace.allows(signed.publisher());
    }

    private Outcome put(
            byte[] publisher, Signed<?> signed, byte[] envelope, Places.Effect effect, boolean here, Instant now) {
        byte[] id = signed.id().bytes();
        for (Signed<?> each : effect.gone()) {
            seen.add(each.id().bytes(), now, Limits.SEEN);
        }
        seen.forget(id);
        places.put(publisher, signed, envelope, effect);
        Holding holding = shelf.holdings.of(publisher);
        if (holding != null && !here) {
            eviction.trim(holding, now);
        }
        eviction.trim(now);
        if (shelf.has(id)) {
            return effect.outcome();
        }
        overQuota++;
        return Outcome.OVER_QUOTA;
    }

    boolean isSeen(RecordId id) {
        byte[] key = id.bytes();
        return shelf.has(key) || seen.contains(key, clock.instant());
    }

    Counts counts() {
        return new Counts(
                shelf.count(RecordKind.RELEASE),
                tables.heads.sizeAsLong(),
                shelf.count(RecordKind.REVOCATION),
                shelf.forks(),
                tables.names.sizeAsLong(),
                shelf.bytes(),
                eviction.evicted(),
                overQuota);
    }

    /** How many bytes of journal the next commit would make needless. */
    long uncommitted() {
        return journal.size();
    }

    /** Makes all there is part of the file, synced, and begins a new journal. */
    void commit() throws IOException {
        if (!file.hasUnsavedChanges() && journal.size() == 0) {
            return;
        }
        long next = generation() + 1;
        tables.setNumber(GENERATION, next);
        shelf.changes.save();
        eviction.save();
        file.commit();
        file.sync();
        journal.start(next);
        if (file.getFileStore().getChunksFillRate() < FILL) {
            file.compact(FILL, COMPACTED_AT_ONCE);
        }
    }

    /** Commits and closes. */
    void close() throws IOException {
        try {
            commit();
            file.close();
        } finally {
            abandon();
        }
    }

    /** Closes as a kill would. */
    void abandon() throws IOException {
        file.closeImmediately();
        journal.close();
    }
}
