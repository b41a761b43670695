package io.ggen.publishing;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Names of files as UTF-8, whatever the locale that this host runs in. */
final class Utf8Names {
    private Utf8Names() {}

    /**
     * {@code path} with '/' between its parts, or null if its bytes are not UTF-8. On Unix the path's own text depends on
     * the locale; its URI has the bytes themselves.
     */
    static @Nullable String of(Path path) {
        String text = path.toString();
        if (!path.getFileSystem().getSeparator().equals("/")) {
            return text.replace(path.getFileSystem().getSeparator(), "/");
        }
        if (isAscii(text)) {
            return text;
        }
        byte[] bytes = bytes(path.getFileSystem().getPath("/").resolve(path).toUri());
        int from = path.isAbsolute() ? 0 : 1;
        // A URI ends in '/' if there happens to be a folder of that name.
        int to = bytes[bytes.length - 1] == '/' ? bytes.length - 1 : bytes.length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(URI uri) {
        String raw = uri.getRawPath();
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
