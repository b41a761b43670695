package io.ggen.record.store;

import io.ggen.api.PackageName;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.Payload;
import io.ggen.records.RecordKind;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Selector;
import io.ggen.records.Signed;
import io.ggen.records.store.Taken.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of what stands under one key: a release for ever, or a fork; the head with the highest seq, or a fork of it and
 * another; the first end. Of more than two that contradict each other the two lowest ids stay, so that all hosts keep the same
 * ones; beside the highest head first one of the same seq, then one of a lower seq that contradicts it.
 */
final class Places {
    /** Which of several under one key stays rather: the head with the higher seq, then the lower id. */
    private static final Comparator<Signed<?>> FIRST =
            Comparator.comparingLong(Places::seq).reversed().thenComparing(Signed::id);

    private final Shelf shelf;

    Places(Shelf shelf) {
        this.shelf = shelf;
    }

    /**
     * What a record that is not here would do.
     *
     * @param outcome NEW, FORK, OLDER or REVOKED
     * @param gone records that would go for it
     * @param partner the other half of the fork, or null
     */
    record Effect(
            Outcome outcome, List<Signed<?>> gone, @Nullable Signed<?> partner) {
        static final Effect OLDER = new Effect(Outcome.OLDER, List.of(), null);
        static final Effect REVOKED = new Effect(Outcome.REVOKED, List.of(), null);
        static final Effect NEW = new Effect(Outcome.NEW, List.of(), null);
    }

    Effect effect(byte[] publisher, Signed<?> signed) {
        if (shelf.tables.revocations.containsKey(publisher)) {
            return Effect.REVOKED;
        }
        if (signed.kind() == RecordKind.REVOCATION) {
            return Effect.NEW;
        }
        List<Signed<?>> here = at(table(signed.kind()), key(publisher, signed.payload()));
        if (here.isEmpty()) {
            return Effect.NEW;
        }
        if (here.contains(signed)) {
            throw Tables.damage("a record is in its place and its id is not known");
        }
        if (signed.kind() == RecordKind.HEAD) {
            Selector.Step step = Selector.step(head(signed), head(here.get(0)));
            if (step == Selector.Step.NEWER) {
                return higher(signed, here);
            }
            if (step == Selector.Step.OLDER && Fork.between(signed, here.get(0)).isEmpty()) {
                return Effect.OLDER;
            }
        }
        if (here.size() == 1) {
            return new Effect(Outcome.FORK, List.of(), here.get(0));
        }
        Signed<?> second = here.get(1);
        return FIRST.compare(signed, second) > 0
                ? Effect.OLDER
                : new Effect(Outcome.FORK, List.of(second), here.get(0));
    }

    /** A head higher than those that are here: of these, one that contradicts it stays as proof. */
    private static Effect higher(Signed<?> signed, List<Signed<?>> here) {
        List<Signed<?>> gone = new ArrayList<>(here);
        for (Signed<?> each : here) {
            if (Fork.between(signed, each).isPresent()) {
                gone.remove(each);
                return new Effect(Outcome.FORK, gone, each);
            }
        }
        return new Effect(Outcome.NEW, gone, null);
    }

    private static long seq(Signed<?> signed) {
        return signed.payload() instanceof HeadRecord head ? head.seq() : 0;
    }

    @SuppressWarnings("unchecked") // its kind was looked at
    private static Signed<HeadRecord> head(Signed<?> signed) {
        return (Signed<HeadRecord>) signed;
    }

    @SuppressWarnings("unchecked") // what is no release is damage
    static Signed<ReleaseRecord> release(Signed<?> signed) {
        if (signed.kind() != RecordKind.RELEASE) {
            throw Tables.damage("a record is no release");
        }
        return (Signed<ReleaseRecord>) signed;
    }

    /** Puts {@code signed} in its place, with its {@code effect}. */
    void put(byte[] publisher, Signed<?> signed, byte[] envelope, Effect effect) {
        for (Signed<?> each : effect.gone()) {
            shelf.remove(publisher, each);
        }
        Signed<?> partner = effect.partner();
        long number = shelf.add(publisher, signed, envelope, partner != null);
        byte[] value = Keys.of(number);
        if (partner != null) {
            byte[] id = partner.id().bytes();
            shelf.mark(publisher, id, true);
            long other = shelf.numberOf(id);
            value = FIRST.compare(signed, partner) < 0 ? Keys.of(number, other) : Keys.of(other, number);
        }
        table(signed.kind()).put(key(publisher, signed.payload()), value);
    }

    /** Empties the place of {@code signed}: it goes, and with it the other half of a fork. Returns what went. */
    List<Signed<?>> clear(byte[] publisher, Signed<?> signed) {
        MVMap<byte[], byte[]> table = table(signed.kind());
        byte[] key = key(publisher, signed.payload());
        List<Signed<?>> here = at(table, key);
        table.remove(key);
        for (Signed<?> each : here) {
            shelf.remove(publisher, each);
        }
        PackageName name = name(signed.payload());
        if (name != null) {
            if (!shelf.tables.heads.containsKey(Keys.ofPackage(publisher, name))
                    && !Tables.hasAny(shelf.tables.releases, Keys.beforeVersions(publisher, name))) {
                shelf.tables.names.remove(Keys.with(Keys.ofName(name), publisher));
            }
            shelf.changes.touch(name);
        }
        return here;
    }

    private List<Signed<?>> at(MVMap<byte[], byte[]> table, byte[] key) {
        byte @Nullable [] value = table.get(key);
        List<Signed<?>> here = new ArrayList<>(2);
        if (value != null) {
            for (long number : Keys.numbers(value)) {
                here.add(at(shelf.tables, key, number));
            }
        }
        return here;
    }

    /** The record with this number, which must belong under {@code key}; else the file is damaged. */
    static Signed<?> at(Tables tables, byte[] key, long number) {
        Signed<?> record = tables.record(number);
        if (!Arrays.equals(key, key(record.envelope().key().raw(), record.payload()))) {
            throw Tables.damage("a record stands under a key that is not its own");
        }
        return record;
    }

    private MVMap<byte[], byte[]> table(RecordKind kind) {
        return switch (kind) {
            case RELEASE -> shelf.tables.releases;
            case HEAD -> shelf.tables.heads;
            case REVOCATION -> shelf.tables.revocations;
        };
    }

    /** The key of the table for its kind under which a record stands. */
    static byte[] key(byte[] publisher, Payload payload) {
        if (payload instanceof ReleaseRecord release) {
            return Keys.ofRelease(publisher, release.name(), release.version());
        }
        return payload instanceof HeadRecord head ? Keys.ofPackage(publisher, head.name()) : publisher;
    }

    private static @Nullable PackageName name(Payload payload) {
        if (payload instanceof ReleaseRecord release) {
            return release.name();
        }
        return payload instanceof HeadRecord head ? head.name() : null;
    }
}
