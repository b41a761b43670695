package io.ggen.p2p.api.wire;

import io.ggen.p2p.api.NetworkException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one message in the proto3 wire format, field by field:
 * <pre>{@code
 * while (in.next()) {
 *     switch (in.field()) {
 *         case 1 -> type = in.uint32();
 *         case 2 -> key = in.bytes(64);
 *         default -> in.skip();
 *     }
 * }
 * }</pre>
 * Fields may come in any order and again, as protobuf allows. Everything is bounded by the array; each method throws
 * {@link NetworkException} (MALFORMED) on what does not fit: truncation, field 0, groups, another wire type than asked for.
 */
public final class ProtoReader {
    static final int HIGHEST_FIELD = (1 << 29) - 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int NO_FIELD = 0;

    private final byte[] in;
    private final int end;
    private int at;
    private int field = NO_FIELD;
    private int wireType;
    private boolean pending;

    /** A reader of all of {@code message}, which must not change meanwhile. */
    public ProtoReader(byte[] message) {
        this(message, 0, message.length);
    }

    private ProtoReader(byte[] in, int from, int to) {
        this.in = in;
        this.at = from;
        this.end = to;
    }

    /** Goes to the next field; false at the end. A value that was not read is skipped. */
    public boolean next() {
        if (pending) {
            skip();
        }
        if (at == end) {
            field = NO_FIELD;
            return false;
        }
        long tag = raw();
        long number = tag >>> 3;
        wireType = (int) (tag & 7);
        boolean known = wireType == VARINT || wireType == FIXED64 || wireType == BYTES || wireType == FIXED32;
        if (number < 1 || number > HIGHEST_FIELD || !known) {
            throw NetworkException.malformed(
                    "A message has a field of number " + number + " and type " + wireType + ".");
        }
        field = (int) number;
        pending = true;
        return true;
    }

    /** The number of the field {@link #next} went to. */
    public int field() {
        return field;
    }

    /** An unsigned 64-bit number (uint64), as the bits of a long. */
    public long uint64() {
        expect(VARINT);
        return raw();
    }

    /** A number from 0 to 2^31-1 (uint32, enum); a greater one is malformed. */
    public int uint32() {
        long value = uint64();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw NetworkException.malformed("Field " + field + " of a message is out of range.");
        }
        return (int) value;
    }

    /** A bool: false for 0, true for any other number. */
    public boolean bool() {
        return uint64() != 0;
    }

    /** The content of a bytes field of at most {@code most} bytes. */
    public byte[] bytes(int most) {
        int length = length(most);
        at += length;
        return Arrays.copyOfRange(in, at - length, at);
    }

    /** Text of at most {@code most} bytes, which must be UTF-8. */
    public String string(int most) {
        int length = length(most);
        at += length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(in, at - length, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw NetworkException.malformed("Field " + field + " of a message is not UTF-8.");
        }
    }

    /** A reader of an embedded message of at most {@code most} bytes, without copying it. */
    public ProtoReader message(int most) {
        int length = length(most);
        at += length;
        return new ProtoReader(in, at - length, at);
    }

    /** Skips the value of this field, whatever it is. */
    public void skip() {
        switch (wireType) {
            case VARINT -> uint64();
            case BYTES -> {
                int length = length(Integer.MAX_VALUE);
                at += length;
            }
            default -> {
                expect(wireType);
                int length = wireType == FIXED64 ? 8 : 4;
                if (end - at < length) {
                    throw truncated();
                }
                at += length;
            }
        }
    }

    private int length(int most) {
        expect(BYTES);
        long length = raw();
        if (length < 0 || length > end - at) {
            throw truncated();
        }
        if (length > most) {
            throw NetworkException.malformed(
                    "Field " + field + " of a message has " + length + " bytes; at most " + most + " are allowed.");
        }
        return (int) length;
    }

    private void expect(int type) {
        if (!pending) {
            throw new IllegalStateException("the value of field " + field + " was read already");
        }
        if (wireType != type) {
            throw NetworkException.malformed("Field " + field + " of a message has the wrong type " + wireType + ".");
        }
        pending = false;
    }

    private long raw() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == end) {
                throw truncated();
            }
            byte b = in[at++];
            if (shift == 63 && (b & 0xfe) != 0) {
                break;
            }
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw NetworkException.malformed("A number in a message has more than 64 bits.");
    }

    private NetworkException truncated() {
        return NetworkException.malformed("A message ends too early.");
    }
}
