package io.ggen.record.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ids of records that are not here and that nobody needs to send: the latest, for a time. */
final class Seen {
    private final Tables tables;
    private final int most;

    Seen(Tables tables, int most) {
        this.tables = tables;
        this.most = most;
    }

    void add(byte[] id, Instant now, Duration howLong) {
        forget(id);
        Long last = tables.seenInOrder.lastKey();
        long number = last == null ? 0 : last + 1;
        tables.seenInOrder.put(number, id);
        tables.seen.put(id, Keys.of(number, now.plus(howLong).getEpochSecond()));
        Long first = tables.seenInOrder.firstKey();
        while (first != null && (tables.seenInOrder.sizeAsLong() > most || isOver(first, now))) {
            byte @Nullable [] oldest = tables.seenInOrder.remove(first);
            if (oldest != null) {
                tables.seen.remove(oldest);
            }
            first = tables.seenInOrder.firstKey();
        }
    }

    private boolean isOver(long number, Instant now) {
        byte @Nullable [] id = tables.seenInOrder.get(number);
        return id == null || !contains(id, now);
    }

    void forget(byte[] id) {
        byte @Nullable [] value = tables.seen.remove(id);
        if (value != null) {
            tables.seenInOrder.remove(ByteBuffer.wrap(value).getLong());
        }
    }

    boolean contains(byte[] id, Instant now) {
        byte @Nullable [] value = tables.seen.get(id);
        return value != null && ByteBuffer.wrap(value).getLong(Long.BYTES) >= now.getEpochSecond();
    }
}
