package io.ggen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** A tar file of regular files with short names. */
final class TarFile {
    private static final int BLOCK = 512;

    /** The two blocks that end a tar file. */
    static final byte[] END = new byte[2 * BLOCK];

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);

    void add(String name, byte[] content) {
        out.writeBytes(entry(name, content));
    }

    /** One file: header, content and padding. */
    static byte[] entry(String name, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(
                header,
                100,
                "0000644\0" + "0000000\0" + "0000000\0" + octal(content.length, 11) + octal(0, 11) + "        0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6));
        byte[] all = Arrays.copyOf(header, BLOCK + content.length + (-content.length & BLOCK - 1));
        System.arraycopy(content, 0, all, BLOCK, content.length);
        return all;
    }

    /** The finished file, compressed. */
    byte[] gzip() throws IOException {
        out.writeBytes(END);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 16);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            out.writeTo(gzip);
        }
        return packed.toByteArray();
    }

    private static String octal(long number, int digits) {
        String text = Long.toOctalString(number);
        return "0".repeat(digits - text.length()) + text + "\0";
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(text.getBytes(US_ASCII), 0, header, at, text.length());
    }
}
