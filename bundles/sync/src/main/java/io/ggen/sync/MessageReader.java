package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one message of Negentropy, range by range. Ranges go up and end at infinity; whatever else the bytes are, it throws
 * {@link NetworkException} (MALFORMED), and never keeps more than the message has.
 */
final class MessageReader {
    private static final int FIRST_VERSION = 0x60;
    private static final int LAST_VERSION = 0x6f;

    private final byte[] in;
    private final int version;
    private int at;
    private SyncItem lower = Negentropy.ZERO;
    private SyncItem upper = Negentropy.ZERO;
    private int mode = Negentropy.SKIP;
    private byte[] fingerprint = new byte[0];
    private List<RecordId> ids = List.of();

    MessageReader(byte[] message) {
        in = message;
        version = message.length == 0 ? 0 : message[at++] & 0xff;
        if (version < FIRST_VERSION || version > LAST_VERSION) {
            throw NetworkException.malformed("A message of a sync does not begin with a version.");
        }
    }

    int version() {
        return version;
    }

    /** Goes to the next range; false at the end, from where on everything is skipped. */
    boolean next() {
        if (at == in.length) {
            return false;
        }
        if (Negentropy.isInfinite(upper)) {
            throw NetworkException.malformed("A message of a sync goes on behind its end.");
        }
        lower = upper;
        upper = bound();
        if (upper.compareTo(lower) < 0) {
            throw NetworkException.malformed("The ranges of a sync overlap.");
        }
        long number = varint();
        mode = number < 0 || number > Negentropy.ID_LIST ? -1 : (int) number;
        switch (mode) {
            case Negentropy.SKIP -> {}
            case Negentropy.FINGERPRINT -> fingerprint = take(Negentropy.FINGERPRINT_BYTES);
            case Negentropy.ID_LIST -> ids = list();
            default -> throw NetworkException.malformed("A message of a sync has a range of no known mode.");
        }
        return true;
    }

    private List<RecordId> list() {
        long count = varint();
        if (count < 0 || count > (in.length - at) / RecordId.LENGTH) {
            throw truncated();
        }
        List<RecordId> list = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            list.add(RecordId.ofBytes(take(RecordId.LENGTH)));
        }
        return list;
    }

    private SyncItem bound() {
        long encoded = varint();
        long length = varint();
        if (length < 0 || length > RecordId.LENGTH) {
            throw NetworkException.malformed("A bound of a sync has a prefix over " + RecordId.LENGTH + " bytes.");
        }
        byte[] id = Arrays.copyOf(take((int) length), RecordId.LENGTH);
        if (encoded == 0) {
            return Negentropy.INFINITY;
        }
        long seconds = upper.seconds() + (encoded - 1);
        if (Long.compareUnsigned(seconds, upper.seconds()) < 0 || seconds == -1) {
            throw NetworkException.malformed("A bound of a sync is behind the end of time.");
        }
        return new SyncItem(seconds, RecordId.ofBytes(id));
    }

    private long varint() {
        long value = 0;
        for (int i = 0; at < in.length; i++) {
            byte b = in[at++];
            if (i == 0 && b == (byte) 0x80 || value >>> 57 != 0) {
                throw NetworkException.malformed("A number in a sync is longer than it needs to be, or than 64 bits.");
            }
            value = value << 7 | b & 0x7f;
            if (b >= 0) {
                return value;
            }
        }
        throw truncated();
    }

    private byte[] take(int length) {
        if (length > in.length - at) {
            throw truncated();
        }
        at += length;
        return Arrays.copyOfRange(in, at - length, at);
    }

    private static NetworkException truncated() {
        return NetworkException.malformed("A message of a sync ends too early.");
    }

    /** Where the range begins. */
    SyncItem lower() {
        return lower;
    }

    /** The first bound that is not in the range. */
    SyncItem upper() {
        return upper;
    }

    int mode() {
        return mode;
    }

    /** Of the range, if its mode is that. */
    byte[] fingerprint() {
        return fingerprint;
    }

    /** Of the range, if its mode is that. */
    List<RecordId> ids() {
        return ids;
    }
}
