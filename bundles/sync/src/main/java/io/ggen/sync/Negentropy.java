package io.ggen.sync;

import io.ggen.api.Digest;
import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.Arrays;

/** What both sides of Negentropy, protocol version 1, have in common. */
final class Negentropy {
    /** The protocol's version, the first byte of each message. */
    static final int VERSION = 0x61;

    static final int SKIP = 0;
    static final int FINGERPRINT = 1;
    static final int ID_LIST = 2;

    static final int FINGERPRINT_BYTES = 16;

    /** Into how many parts a range is split. */
    static final int BUCKETS = 16;

    /** Ranges with fewer items are listed, others split. */
    static final int LISTED_BELOW = 2 * BUCKETS;

    private static final RecordId NO_ID = RecordId.ofBytes(new byte[RecordId.LENGTH]);

    /** The bound below all items. */
    static final SyncItem ZERO = new SyncItem(0, NO_ID);

    /** The bound above all items: its time is the greatest unsigned number. */
    static final SyncItem INFINITY = new SyncItem(-1, NO_ID);

    private Negentropy() {}

    static SyncItem bound(long seconds) {
        return new SyncItem(seconds, NO_ID);
    }

    static boolean isInfinite(SyncItem bound) {
        return bound.seconds() == -1;
    }

    static int countBelow(SyncSet set, SyncItem bound) {
        return isInfinite(bound) ? set.size() : set.countBelow(bound);
    }

    /** The fingerprint of items {@code from} to {@code to}. */
    static byte[] fingerprint(SyncSet set, int from, int to) {
        MessageWriter out = new MessageWriter();
        out.bytes(set.sum(from, to));
        out.varint(to - from);
        return Arrays.copyOf(Digest.Algorithm.SHA256.start().digest(out.toBytes()), FINGERPRINT_BYTES);
    }

    /** The shortest bound above {@code before} and not above {@code item}, which follows it. */
    static SyncItem between(SyncItem before, SyncItem item) {
        if (before.seconds() != item.seconds()) {
            return bound(item.seconds());
        }
        byte[] id = item.id().bytes();
        int common = Math.max(0, Arrays.mismatch(before.id().bytes(), id));
        Arrays.fill(id, Math.min(id.length, common + 1), id.length, (byte) 0);
        return new SyncItem(item.seconds(), RecordId.ofBytes(id));
    }

    /** Where the parts of items {@code from} to {@code to} end: {@link #BUCKETS} numbers, the last one {@code to}. */
    static int[] parts(int from, int to) {
        int each = (to - from) / BUCKETS;
        int larger = (to - from) % BUCKETS;
        int[] ends = new int[BUCKETS];
        int at = from;
        for (int i = 0; i < BUCKETS; i++) {
            at += each + (i < larger ? 1 : 0);
            ends[i] = at;
        }
        return ends;
    }
}
