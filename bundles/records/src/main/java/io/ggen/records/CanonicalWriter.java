package io.ggen.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes one value by RFC 8785: names in the order of their UTF-16 units, no spaces, as few escapes as JSON allows. */
final class CanonicalWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] out = new byte[1024];
    private int length;

    byte[] write(JsonValue value) {
        value(value);
        return Arrays.copyOf(out, length);
    }

    private void value(JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            text(text.value());
        } else if (value instanceof JsonValue.Whole number) {
            whole(number.value());
        } else if (value instanceof JsonValue.Members members) {
            members(members);
        } else if (value instanceof JsonValue.Items items) {
            items(items.items());
        } else {
            raw(value == JsonValue.Word.TRUE ? TRUE : value == JsonValue.Word.FALSE ? FALSE : NULL);
        }
    }

    private void members(JsonValue.Members members) {
        Map<String, JsonValue> ordered = isOrdered(members.map) ? members.map : new TreeMap<>(members.map);
        boolean first = true;
        put('{');
        for (Map.Entry<String, JsonValue> member : ordered.entrySet()) {
            if (!first) {
                put(',');
            }
            first = false;
            text(member.getKey());
            put(':');
            value(member.getValue());
        }
        put('}');
    }

    /** Whether the names come in order already, as they do from every text that is canonical. */
    private static boolean isOrdered(Map<String, JsonValue> members) {
        String last = null;
        for (String name : members.keySet()) {
            if (last != null && last.compareTo(name) > 0) {
                return false;
            }
            last = name;
        }
        return true;
    }

    private void items(List<JsonValue> items) {
        put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(items.get(i));
        }
        put(']');
    }

    private void whole(long number) {
        room(19);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            out[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void text(String text) {
        int count = text.length();
        // a unit becomes at most six bytes
        room(6 * count + 2);
        out[length++] = '"';
        int plain = plain(text, count);
        for (int i = plain; i < count; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                out[length++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
            } else if (Character.isSurrogate(c)) {
                if (i + 1 == count || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw new IllegalArgumentException("an unpaired surrogate cannot be written");
                }
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                utf8(c);
            }
        }
        out[length++] = '"';
    }

    /** Writes what needs no escape at the beginning of {@code text}, and tells how much that is. */
    private int plain(String text, int count) {
        byte[] out = this.out;
        int at = length;
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x80 || c == '"' || c == '\\') {
                break;
            }
            out[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    private void escape(char c) {
        out[length++] = '\\';
        switch (c) {
            case '"', '\\' -> out[length++] = (byte) c;
            case '\b' -> out[length++] = 'b';
            case '\t' -> out[length++] = 't';
            case '\n' -> out[length++] = 'n';
            case '\f' -> out[length++] = 'f';
            case '\r' -> out[length++] = 'r';
            default -> {
                out[length++] = 'u';
                out[length++] = '0';
                out[length++] = '0';
                out[length++] = HEX[c >> 4];
                out[length++] = HEX[c & 15];
            }
        }
    }

    private void utf8(int c) {
        if (c < 0x800) {
            out[length++] = (byte) (0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                out[length++] = (byte) (0xe0 | c >> 12);
            } else {
                out[length++] = (byte) (0xf0 | c >> 18);
                out[length++] = (byte) (0x80 | (c >> 12 & 63));
            }
            out[length++] = (byte) (0x80 | (c >> 6 & 63));
        }
        out[length++] = (byte) (0x80 | (c & 63));
    }

    private void put(char c) {
        room(1);
        out[length++] = (byte) c;
    }

    private void raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, length, bytes.length);
        length += bytes.length;
    }

    private void room(int more) {
        if (more > out.length - length) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, length + more));
        }
    }
}
