package io.ggen.records;

import io.ggen.api.Digest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a record for ever: the SHA-256 digest of its payload. Whether two records are one is decided on it, never on
 * the bytes of envelopes. Ordered as unsigned bytes, which is also the order of its hexadecimal text.
 */
public final class RecordId implements Comparable<RecordId> {
    /** The length of an id, in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private RecordId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The id of the record with this payload. */
    public static RecordId of(byte[] payload) {
        return new RecordId(Digest.Algorithm.SHA256.start().digest(payload));
    }

    /** An id from its 32 bytes, which are copied. */
    public static RecordId ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A record id has 32 bytes, not " + bytes.length);
        }
        return new RecordId(bytes.clone());
    }

    /** An id from a SHA-256 digest. */
    public static RecordId of(Digest sha256) {
        return ofBytes(sha256.bytes());
    }

    /** The 32 bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The id in 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(RecordId other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordId that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    @Override
    public String toString() {
        return hex();
    }
}
