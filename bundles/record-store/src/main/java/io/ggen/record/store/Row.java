package io.ggen.record.store;

import io.ggen.records.HeadRecord;
import io.ggen.records.Payload;
import io.ggen.records.RecordId;
import io.ggen.records.RecordKind;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is known of a stored record without opening it.
 *
 * @param id the record's, 32 bytes
 * @param number under which its envelope is kept; rises with every record
 * @param seconds its time
 * @param size of its envelope
 * @param forked whether it is half of a contradiction
 */
record Row(byte[] id, long number, long seconds, int size, RecordKind kind, boolean forked) {
    private static final RecordKind[] KINDS = RecordKind.values();
    private static final int FORKED = 4;

    static Row of(Signed<?> signed, long number, int size, boolean forked) {
        return new Row(signed.id().bytes(), number, seconds(signed.payload()), size, signed.kind(), forked);
    }

    static long seconds(Payload payload) {
        if (payload instanceof ReleaseRecord release) {
            return release.published().toEpochMilli() / 1000;
        }
        if (payload instanceof HeadRecord head) {
            return head.issued().toEpochMilli() / 1000;
        }
        return ((RevocationRecord) payload).revoked().toEpochMilli() / 1000;
    }

    /** Reads a row of the table {@code owned}: the key is a publisher and an id. */
    static Row read(byte[] key, byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        long number = in.getLong();
        long seconds = in.getLong();
        int size = in.getInt();
        int flags = in.get();
        return new Row(
                Arrays.copyOfRange(key, Keys.PUBLISHER, Keys.PUBLISHER + RecordId.LENGTH),
                number,
                seconds,
                size,
                KINDS[flags & 3],
                (flags & FORKED) != 0);
    }

    byte[] value() {
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1)
                .putLong(number)
                .putLong(seconds)
                .putInt(size)
                .put((byte) (kind.ordinal() | (forked ? FORKED : 0)))
                .array();
    }

    Row inFork(boolean isForked) {
        return new Row(id, number, seconds, size, kind, isForked);
    }

    /** What goes first when room is needed: plain releases, then forks, heads, and the end of the key. */
    int rank() {
        return kind == RecordKind.RELEASE ? (forked ? 1 : 0) : kind == RecordKind.HEAD ? 2 : 3;
    }
}
