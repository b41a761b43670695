package io.ggen.publishing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar stream that depends on nothing but paths, contents and the right to run: no times, no owners. Names that
 * ustar cannot hold go into pax headers. Written here and not by a library, because the bytes are what a release is known
 * by, and must be the same after every update.
 */
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private final OutputStream out;
    private long written;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** How many bytes the stream has so far. */
    long written() {
        return written;
    }

    /** Begins a file; exactly {@code size} bytes through {@link #content}, then {@link #endFile}, must follow. */
    void file(byte[] path, long size, boolean executable) throws IOException {
        entry(path, new byte[0], size, executable ? 0755 : 0644, '0');
    }

    void content(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        written += length;
    }

    void endFile() throws IOException {
        int over = (int) (written % BLOCK);
        if (over > 0) {
            content(new byte[BLOCK - over], BLOCK - over);
        }
    }

    void link(byte[] path, byte[] target) throws IOException {
        entry(path, target, 0, 0777, '2');
    }

    /** Ends the stream; does not close it. */
    void finish() throws IOException {
        content(new byte[2 * BLOCK], 2 * BLOCK);
    }

    private void entry(byte[] path, byte[] target, long size, int mode, char type) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        if (!fits(path)) {
            record(records, "path", path);
        }
        if (!fits(target)) {
            record(records, "linkpath", target);
        }
        if (records.size() > 0) {
            byte[] name = "PaxHeader".getBytes(StandardCharsets.US_ASCII);
            header(name, new byte[0], records.size(), 0644, 'x');
            content(records.toByteArray(), records.size());
            endFile();
        }
        header(fits(path) ? path : standIn(path), fits(target) ? target : standIn(target), size, mode, type);
    }

    private static boolean fits(byte[] name) {
        for (byte b : name) {
            if (b < 0) {
                return false;
            }
        }
        return name.length <= NAME;
    }

    /** What programs that know no pax headers see. */
    private static byte[] standIn(byte[] name) {
        byte[] plain = Arrays.copyOf(name, Math.min(name.length, NAME));
        for (int i = 0; i < plain.length; i++) {
            plain[i] = plain[i] < 0 || i == NAME - 1 && plain[i] == '/' ? (byte) '_' : plain[i];
        }
        return plain;
    }

    /** {@code LENGTH key=value\n}, where LENGTH counts itself. */
    private static void record(ByteArrayOutputStream records, String key, byte[] value) {
        int rest = key.length() + value.length + 3;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        byte[] start = (length + " " + key + "=").getBytes(StandardCharsets.US_ASCII);
        records.write(start, 0, start.length);
        records.write(value, 0, value.length);
        records.write('\n');
    }

    private void header(byte[] name, byte[] target, long size, int mode, char type) throws IOException {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, name.length);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0);
        header[156] = (byte) type;
        System.arraycopy(target, 0, header, 157, target.length);
        System.arraycopy("ustar\00000".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 8);
        octal(header, 329, 8, 0);
        octal(header, 337, 8, 0);
        long sum = 8 * ' ';
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        header[155] = ' ';
        content(header, BLOCK);
    }

    /** {@code value} in octal digits over {@code length} bytes, the last of them a NUL. */
    private static void octal(byte[] header, int from, int length, long value) {
        long left = value;
        for (int i = from + length - 2; i >= from; i--) {
            header[i] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
    }
}
