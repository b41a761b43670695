package io.ggen.installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes gzipped tar files, good ones and bad ones. */
final class Tar {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Tar of(String... pathsAndContents) {
        Tar tar = new Tar();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            tar.file(pathsAndContents[i], pathsAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return tar;
    }

    Tar file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                gzip.write(header(file.getKey(), file.getValue().length));
                gzip.write(file.getValue());
                gzip.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            gzip.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String path, int size) {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 100, path.endsWith(".sh") ? "0000755" : "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, octal(size));
        put(header, 136, octal(0));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        String text = "000000" + Integer.toOctalString(sum);
        put(header, 148, text.substring(text.length() - 6) + "\0 ");
        return header;
    }

    private static String octal(long number) {
        String text = "00000000000" + Long.toOctalString(number);
        return text.substring(text.length() - 11);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
