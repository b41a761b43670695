package io.ggen.record.store;

import io.ggen.records.HeadRecord;
import io.ggen.records.Payload;
import io.ggen.records.RecordKind;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.SyncSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records in the tables and what is kept up beside them in memory: items to reconcile, holdings, counts. One thread may
 * change it while nobody reads.
 */
final class Shelf {
    final Tables tables;
    final Holdings holdings;
    final ChangeLog changes;
    private final Items items = new Items();
    private final long[] kinds = new long[RecordKind.values().length];
    private long forked;
    private long bytes;
    private long nextNumber;

    Shelf(Tables tables, Holdings holdings, ChangeLog changes) {
        this.tables = tables;
        this.holdings = holdings;
        this.changes = changes;
        Tables.scan(tables.owned, new byte[0], (key, value) -> {
            Row row = Row.read(key, value);
            count(row, Arrays.copyOf(key, Keys.PUBLISHER), 1);
            nextNumber = Math.max(nextNumber, row.number() + 1);
            return true;
        });
    }

    private void count(Row row, byte[] publisher, int by) {
        kinds[row.kind().ordinal()] += by;
        forked += row.forked() ? by : 0;
        bytes += (long) by * row.size();
        if (by > 0) {
            holdings.add(publisher, row);
            items.add(row.seconds(), row.id());
        } else {
            holdings.remove(publisher, row);
            items.remove(row.seconds(), row.id());
        }
    }

    boolean has(byte[] id) {
        return tables.ids.containsKey(id);
    }

    long numberOf(byte[] id) {
        byte @Nullable [] number = tables.ids.get(id);
        return number == null ? -1 : ByteBuffer.wrap(number).getLong();
    }

    /** Puts a record into every table but that of its place, and returns its number. */
    long add(byte[] publisher, Signed<?> signed, byte[] envelope, boolean isForked) {
        Row row = Row.of(signed, nextNumber++, envelope.length, isForked);
        byte[] number = Keys.of(row.number());
        tables.putEnvelope(row.number(), envelope);
        tables.ids.put(row.id(), number);
        tables.putRow(publisher, row);
        Payload payload = signed.payload();
        if (payload instanceof ReleaseRecord release) {
            tables.archives.put(Keys.with(release.archive().sha256().bytes(), row.number()), new byte[0]);
            tables.names.put(Keys.with(Keys.ofName(release.name()), publisher), new byte[0]);
            changes.touch(release.name());
        } else if (payload instanceof HeadRecord head) {
            tables.names.put(Keys.with(Keys.ofName(head.name()), publisher), new byte[0]);
            changes.touch(head.name());
        }
        count(row, publisher, 1);
        return row.number();
    }

    /** Takes a record out of every table but that of its place. */
    void remove(byte[] publisher, Signed<?> signed) {
        byte[] id = signed.id().bytes();
        Row row = tables.row(publisher, id);
        tables.envelopes.remove(row.number());
        tables.ids.remove(id);
        tables.owned.remove(Keys.with(publisher, id));
        if (signed.payload() instanceof ReleaseRecord release) {
            tables.archives.remove(Keys.with(release.archive().sha256().bytes(), row.number()));
        }
        count(row, publisher, -1);
    }

    /** Says of a record that is here whether it is half of a fork. */
    void mark(byte[] publisher, byte[] id, boolean isForked) {
        Row row = tables.row(publisher, id);
        if (row.forked() != isForked) {
            forked += isForked ? 1 : -1;
            tables.putRow(publisher, row.inFork(isForked));
        }
    }

    SyncSet items() {
        return items.snapshot();
    }

    long count(RecordKind kind) {
        return kinds[kind.ordinal()];
    }

    long forks() {
        return forked / 2;
    }

    long bytes() {
        return bytes;
    }
}
