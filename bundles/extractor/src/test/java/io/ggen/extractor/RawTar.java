package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Writes tar files byte by byte, also such as no honest program would write. */
final class RawTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RawTar file(String name, String content) {
        return file(name, content.getBytes(UTF_8));
    }

    RawTar file(String name, byte[] content) {
        return entry('0', name, "", content);
    }

    RawTar folder(String name) {
        return entry('5', name, "", new byte[0]);
    }

    RawTar symlink(String name, String target) {
        return entry('2', name, target, new byte[0]);
    }

    RawTar hardLink(String name, String target) {
        return entry('1', name, target, new byte[0]);
    }

    /** A pax header whose records are given as {@code key=value}; their lengths are added. */
    RawTar pax(String... records) {
        return entry('x', "PaxHeaders/x", "", records(records));
    }

    RawTar globalPax(String... records) {
        return entry('g', "PaxHeaders/g", "", records(records));
    }

    RawTar gnuLongName(String name) {
        return entry('L', "././@LongLink", "", (name + "\0").getBytes(UTF_8));
    }

    RawTar gnuLongLink(String name) {
        return entry('K', "././@LongLink", "", (name + "\0").getBytes(UTF_8));
    }

    RawTar entry(char type, String name, String link, byte[] content) {
        return entry(type, name.getBytes(UTF_8), link, content, header -> {});
    }

    /** An entry whose header {@code change} may alter before the checksum is made. */
    RawTar entry(char type, byte[] name, String link, byte[] content, Consumer<byte[]> change) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0".getBytes(UTF_8));
        put(header, 108, "0000000\0000000000\0".getBytes(UTF_8));
        put(header, 124, octal(content.length, 11));
        put(header, 136, octal(0, 11));
        header[156] = (byte) type;
        put(header, 157, link.getBytes(UTF_8));
        put(header, 257, "ustar\00000".getBytes(UTF_8));
        change.accept(header);
        put(header, 148, "        ".getBytes(UTF_8));
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6));
        return raw(header).raw(content).raw(new byte[-content.length & BLOCK - 1]);
    }

    RawTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** The two empty blocks. */
    RawTar end() {
        return raw(new byte[2 * BLOCK]);
    }

    byte[] tar() {
        return out.toByteArray();
    }

    byte[] gzip() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] octal(long number, int digits) {
        StringBuilder text = new StringBuilder(Long.toOctalString(number));
        while (text.length() < digits) {
            text.insert(0, '0');
        }
        return text.append('\0').toString().getBytes(UTF_8);
    }

    static void put(byte[] target, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    static byte[] records(String... records) {
        StringBuilder all = new StringBuilder();
        for (String record : records) {
            String bytes = new String(record.getBytes(UTF_8), ISO_8859_1);
            int length = bytes.length() + 3;
            while (String.valueOf(length).length() + bytes.length() + 2 != length) {
                length++;
            }
            all.append(length).append(' ').append(bytes).append('\n');
        }
        return all.toString().getBytes(ISO_8859_1);
    }
}
