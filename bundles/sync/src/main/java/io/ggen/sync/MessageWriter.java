package io.ggen.sync;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.Arrays;

/** Writes one message of Negentropy, range by range, or any part of one. */
final class MessageWriter {
    private byte[] out = new byte[256];
    private int size;
    private long seconds;

    /** A message with its version. */
    static MessageWriter begin() {
        MessageWriter message = new MessageWriter();
        message.put(Negentropy.VERSION);
        return message;
    }

    /** A number in base 128, most significant digit first, as short as can be. */
    void varint(long value) {
        int digits = Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
        for (int i = digits - 1; i > 0; i--) {
            put((int) (value >>> 7 * i & 0x7f) | 0x80);
        }
        put((int) (value & 0x7f));
    }

    /** The upper bound of a range; zero bytes at the end of its id are left out. */
    void bound(SyncItem bound) {
        if (Negentropy.isInfinite(bound)) {
            varint(0);
            varint(0);
            return;
        }
        varint(bound.seconds() - seconds + 1);
        seconds = bound.seconds();
        byte[] id = bound.id().bytes();
        int length = id.length;
        while (length > 0 && id[length - 1] == 0) {
            length--;
        }
        varint(length);
        bytes(Arrays.copyOf(id, length));
    }

    void skip(SyncItem bound) {
        bound(bound);
        varint(Negentropy.SKIP);
    }

    void fingerprint(SyncItem bound, byte[] fingerprint) {
        bound(bound);
        varint(Negentropy.FINGERPRINT);
        bytes(fingerprint);
    }

    /** Items {@code from} to {@code to} as a list. */
    void idList(SyncItem bound, SyncSet set, int from, int to) {
        bound(bound);
        varint(Negentropy.ID_LIST);
        varint(to - from);
        for (int i = from; i < to; i++) {
            RecordId id = set.item(i).id();
            bytes(id.bytes());
        }
    }

    void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void put(int b) {
        room(1);
        out[size++] = (byte) b;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + more));
        }
    }

    int size() {
        return size;
    }

    /** Where it is now, for {@link #backTo}. */
    Mark mark() {
        return new Mark(size, seconds);
    }

    /** Forgets what was written since {@code mark} was made. */
    void backTo(Mark mark) {
        size = mark.size;
        seconds = mark.seconds;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out, size);
    }

    /** A place in a message. */
    record Mark(int size, long seconds) {}
}
