package io.ggen.p2p.api.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one message in the proto3 wire format, fields in ascending order, so that equal messages are equal bytes. Writes
 * what it is told, zero and empty values included: leaving out defaults is the caller's, as signed formats differ.
 */
public final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private byte[] out = new byte[64];
    private int length;
    private int lastField;

    /** Writes an unsigned number (uint32, uint64, bool, enum); a negative one is taken as unsigned 64-bit. */
    public ProtoWriter varint(int field, long value) {
        tag(field, VARINT);
        raw(value);
        return this;
    }

    /** Writes a bytes field or an embedded message. The same field again makes it a repeated one. */
    public ProtoWriter bytes(int field, byte[] value) {
        tag(field, BYTES);
        raw(value.length);
        room(value.length);
        System.arraycopy(value, 0, out, length, value.length);
        length += value.length;
        return this;
    }

    /** Writes text as UTF-8. */
    public ProtoWriter string(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes an embedded message. */
    public ProtoWriter message(int field, ProtoWriter value) {
        return bytes(field, value.toBytes());
    }

    private void tag(int field, int wireType) {
        if (field < Math.max(1, lastField) || field > ProtoReader.HIGHEST_FIELD) {
            throw new IllegalArgumentException("field " + field + " after " + lastField);
        }
        lastField = field;
        raw((long) field << 3 | wireType);
    }

    private void raw(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        out[length++] = (byte) left;
    }

    private void room(int more) {
        if (out.length - length < more) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, Math.addExact(length, more)));
        }
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(out, length);
    }
}
