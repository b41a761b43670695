package io.ggen.records;

import java.util.Arrays;

/** Writes the little of protobuf's wire format that envelopes need. */
final class ProtobufOutput {
    private byte[] out;
    private int length;

    ProtobufOutput(int expected) {
        out = new byte[expected];
    }

    void field(int number, byte[] content) {
        varint(number << 3 | 2);
        sized(content);
    }

    void sized(byte[] content) {
        varint(content.length);
        room(content.length);
        System.arraycopy(content, 0, out, length, content.length);
        length += content.length;
    }

    void varint(int value) {
        room(5);
        int rest = value;
        while (rest >= 0x80) {
            out[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        out[length++] = (byte) rest;
    }

    private void room(int more) {
        if (more > out.length - length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(out, length);
    }
}
