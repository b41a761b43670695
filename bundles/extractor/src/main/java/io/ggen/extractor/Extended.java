package io.ggen.extractor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What headers in front of an entry say about it: pax records and GNU long names. Where two of them say different
 * things, there is no winner to choose.
 */
final class Extended {
    private byte @Nullable [] path;
    private byte @Nullable [] link;
    private long size = -1;
    private boolean hasRecords;
    private long metadata;

    /** Whether something has been said. */
    boolean isPending() {
        return path != null || link != null || hasRecords;
    }

    /** The bytes of all that was said so far. */
    long metadata() {
        return metadata;
    }

    /** Counts {@code bytes} more and returns the sum. */
    long count(long bytes) {
        metadata += bytes;
        return metadata;
    }

    byte[] pathOr(byte[] name) {
        return path == null ? name : path;
    }

    byte[] linkOr(byte[] name) {
        return link == null ? name : link;
    }

    /** Refuses a size that is not the header's: programs that go by one or the other would see different archives. */
    void checkSize(String entry, long headerSize) {
        if (size >= 0 && size != headerSize) {
            throw BrokenRule.by(entry, "has two sizes, " + headerSize + " and " + size);
        }
    }

    /** The content of a GNU long name. */
    void longName(byte[] content) {
        path = once(path, withoutNuls(content), "path");
    }

    /** The content of a GNU long link name. */
    void longLink(byte[] content) {
        link = once(link, withoutNuls(content), "link");
    }

    /** The content of a pax header for the next entry. */
    void records(byte[] content) {
        if (hasRecords) {
            throw new BrokenRule("an entry has two extended headers");
        }
        hasRecords = true;
        read(content, false);
    }

    /** Checks the content of a pax header for all entries, which may say nothing that matters here. */
    static void checkGlobal(byte[] content) {
        new Extended().read(content, true);
    }

    private void read(byte[] content, boolean global) {
        Set<String> keys = new HashSet<>();
        for (int at = 0; at < content.length; ) {
            int space = digitsEnd(content, at);
            int end = at + length(content, at, space);
            int equals = space + 1;
            while (equals < end && content[equals] != '=') {
                equals++;
            }
            if (equals == space + 1 || equals >= end - 1 || content[end - 1] != '\n') {
                throw malformed();
            }
            String key = new String(content, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
            if (!keys.add(key)) {
                throw new BrokenRule("an extended header says " + BrokenRule.quoted(key) + " twice");
            }
            take(key, Arrays.copyOfRange(content, equals + 1, end - 1), global);
            at = end;
        }
    }

    private void take(String key, byte[] value, boolean global) {
        if (key.startsWith("GNU.sparse.") || key.equals("SCHILY.realsize")) {
            throw new BrokenRule("it holds a sparse file, which packages cannot");
        }
        boolean matters = key.equals("path") || key.equals("linkpath") || key.equals("size");
        if (matters && global) {
            throw new BrokenRule("a global header sets the " + key + " of all entries");
        }
        if (matters && value.length == 0) {
            throw new BrokenRule("an extended header takes the " + key + " of an entry away");
        }
        switch (key) {
            case "path" -> path = once(path, value, "path");
            case "linkpath" -> link = once(link, value, "link");
            case "size" -> size = decimal(value);
            default -> {}
        }
    }

    private static byte[] once(byte @Nullable [] before, byte[] value, String what) {
        if (before != null && !Arrays.equals(before, value)) {
            throw new BrokenRule("an entry has two " + what + "s");
        }
        return value;
    }

    private static byte[] withoutNuls(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(content, end);
    }

    private static int digitsEnd(byte[] content, int at) {
        int i = at;
        while (i < content.length && isDigit(content[i])) {
            i++;
        }
        if (i == at || i - at > 7 || content[at] == '0' || i == content.length || content[i] != ' ') {
            throw malformed();
        }
        return i;
    }

    private static int length(byte[] content, int at, int end) {
        int length = 0;
        for (int i = at; i < end; i++) {
            length = length * 10 + content[i] - '0';
        }
        if (length > content.length - at || length <= end - at) {
            throw malformed();
        }
        return length;
    }

    private static long decimal(byte[] value) {
        long number = 0;
        for (byte digit : value) {
            if (!isDigit(digit) || value.length > 18) {
                throw malformed();
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static BrokenRule malformed() {
        return new BrokenRule("an extended header is malformed");
    }
}
