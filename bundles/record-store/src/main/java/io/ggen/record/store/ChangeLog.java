package io.ggen.record.store;

import io.ggen.api.PackageName;
import io.ggen.records.store.RecordStore.Changes;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The names in the order of their last change. A cursor is the number of the last change there was, under a mark that
 * differs from file to file.
 */
final class ChangeLog {
    private static final int NUMBER_BITS = 43;
    private static final long NUMBERS = (1L << NUMBER_BITS) - 1;
    private static final int MARK_BITS = 20;

    /** More than can have been told and then lost by a kill. */
    private static final long LEAP = 1L << 20;

    private final Tables tables;
    private final int most;
    private final long mark;
    private long last;
    /** Up to here somebody may know: a name changed behind it needs no new number. */
    private volatile long told;

    /** {@code leap} says that changes were lost which somebody may have been told of. */
    ChangeLog(Tables tables, int most, long mark, boolean leap) {
        this.tables = tables;
        this.most = most;
        this.mark = (mark & ((1L << MARK_BITS) - 1) | 1) << NUMBER_BITS;
        last = tables.number("change", 0) + (leap ? LEAP : 0);
        told = last;
    }

    /** The number of the last change. */
    long last() {
        return last;
    }

    void touch(PackageName name) {
        byte[] key = Keys.ascii(name.value());
        byte @Nullable [] old = tables.changed.get(key);
        if (old != null) {
            long number = ByteBuffer.wrap(old).getLong();
            if (number > told) {
                return;
            }
            tables.changes.remove(number);
        }
        last++;
        tables.changed.put(key, Keys.of(last));
        tables.changes.put(last, key);
        while (tables.changes.sizeAsLong() > most) {
            dropOldest();
        }
    }

    private void dropOldest() {
        long oldest = tables.changes.firstKey();
        byte @Nullable [] name = tables.changes.remove(oldest);
        if (name != null) {
            tables.changed.remove(name);
        }
        tables.setNumber("unchanged", oldest);
    }

    /** Puts into the file what a commit must have. */
    void save() {
        tables.setNumber("change", last);
    }

    Changes since(long cursor) {
        long now = last;
        told = now;
        long number = cursor & NUMBERS;
        if ((cursor & ~NUMBERS) != mark || number > now || number < tables.number("unchanged", 0)) {
            return new Changes(true, allNames(), mark | now);
        }
        Set<PackageName> names = new HashSet<>();
        if (number < now) {
            Cursor<Long, byte[]> at = tables.changes.cursor(number + 1);
            while (at.hasNext()) {
                at.next();
                byte[] name = at.getValue();
                names.add(Keys.nameOf(name, 0, name.length));
            }
        }
        return new Changes(false, names, mark | now);
    }

    private Set<PackageName> allNames() {
        Set<PackageName> names = new HashSet<>();
        Tables.scan(tables.names, new byte[0], (key, value) -> {
            names.add(Keys.nameOf(key, 0, key.length - 1 - Keys.PUBLISHER));
            return true;
        });
        return names;
    }
}
