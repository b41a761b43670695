package io.ggen.libp2p.tls;

import io.ggen.p2p.api.NetworkException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of DER (ITU-T X.690) as a self-signed certificate needs. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private Der() {}

    /** One element: tag, length, all of {@code parts}. */
    static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = content.size();
        out.write(tag);
        if (length > 0xffff) {
            throw new IllegalArgumentException("too long: " + length);
        } else if (length > 0xff) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7f) {
            out.write(0x81);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] text(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A bit string of whole bytes. */
    static byte[] bits(byte[] bytes) {
        return of(BIT_STRING, new byte[] {0}, bytes);
    }

    /** The content of the element at {@code in}, which must have this tag. Throws {@link NetworkException} (MALFORMED). */
    static ByteBuffer open(ByteBuffer in, int tag) {
        if (in.remaining() < 2 || (in.get() & 0xff) != tag) {
            throw wrong();
        }
        int length = in.get() & 0xff;
        if (length > 0x7f) {
            int bytes = length - 0x80;
            if (bytes < 1 || bytes > 2 || in.remaining() < bytes) {
                throw wrong();
            }
            length = bytes == 1 ? in.get() & 0xff : in.getShort() & 0xffff;
        }
        if (length > in.remaining()) {
            throw wrong();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    /** The elements in {@code in} one by one, each with its tag and length. */
    static List<byte[]> elements(ByteBuffer in) {
        List<byte[]> elements = new ArrayList<>();
        while (in.hasRemaining()) {
            int from = in.position();
            open(in, in.get(from) & 0xff);
            byte[] element = new byte[in.position() - from];
            in.get(from, element);
            elements.add(element);
        }
        return elements;
    }

    static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    static void end(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw wrong();
        }
    }

    private static NetworkException wrong() {
        return NetworkException.malformed("The peer's certificate, or its libp2p extension, is not in DER.");
    }
}
