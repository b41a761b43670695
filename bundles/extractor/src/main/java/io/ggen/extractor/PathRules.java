package io.ggen.extractor;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What a path must be like to mean the same, and something harmless, on every file system. */
final class PathRules {
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "conin$", "conout$", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
            "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private PathRules() {}

    /**
     * Refuses a path with a part that breaks a rule, and returns the path's length in UTF-8.
     *
     * @param shown what the path is called in the refusal
     * @param longestPart bytes of a part in UTF-8
     */
    static int check(String path, String shown, int longestPart) {
        if (path.startsWith("/")) {
            throw BrokenRule.by(shown, "is an absolute path");
        }
        int bytes = 0;
        int start = 0;
        int partBytes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                checkPart(path, start, i, partBytes, shown, longestPart);
                bytes += partBytes + 1;
                partBytes = 0;
                start = i + 1;
            } else {
                checkCharacter(c, shown);
                // Two surrogates make one character of four bytes.
                partBytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        checkPart(path, start, path.length(), partBytes, shown, longestPart);
        return bytes + partBytes;
    }

    /** How many parts a path has. */
    static int parts(String path) {
        int parts = 1;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            parts++;
        }
        return parts;
    }

    /** The path after NFKD and case folding; as many parts as before. */
    static String key(String path) {
        boolean same = true;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 0x80) {
                return foldedParts(path);
            }
            same &= c < 'A' || c > 'Z';
        }
        return same ? path : path.toLowerCase(Locale.ROOT);
    }

    private static String foldedParts(String path) {
        StringBuilder key = new StringBuilder(path.length() + 8);
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            key.append(folded(path.substring(start, slash))).append('/');
            start = slash + 1;
        }
        return key.append(folded(path.substring(start))).toString();
    }

    private static String folded(String part) {
        String upper = Normalizer.normalize(part, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
        String folded = Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        // A character that decomposes to a slash (U+FF0F) separates nothing.
        return folded.replace('/', '\uff0f');
    }

    private static void checkCharacter(char c, String shown) {
        if (c == '\\') {
            throw BrokenRule.by(shown, "contains a backslash");
        }
        if (c < ' ' || (c >= 0x7f && c <= 0x9f)) {
            throw BrokenRule.by(shown, "contains the control character " + (int) c);
        }
    }

    private static void checkPart(String path, int start, int end, int bytes, String shown, int longest) {
        int length = end - start;
        if (length == 0) {
            throw BrokenRule.by(shown, "has an empty part");
        }
        char last = path.charAt(end - 1);
        if (last == '.' || last == ' ') {
            boolean parent = length == 2 && path.startsWith("..", start);
            throw BrokenRule.by(shown, parent ? "contains '..'" : "has a part that ends in a dot or a space");
        }
        if (length > 1 && path.charAt(start + 1) == ':' && Character.isLetter(path.charAt(start))) {
            throw BrokenRule.by(shown, "contains a drive letter");
        }
        if (bytes > longest) {
            throw BrokenRule.limit(shown, "has a part of " + bytes + " bytes", longest);
        }
        if (mayBeDevice(path, start, end) && isDevice(path.substring(start, end))) {
            throw BrokenRule.by(shown, "contains the name of a device on Windows");
        }
    }

    private static boolean mayBeDevice(String path, int start, int end) {
        if (end - start < 3) {
            return false;
        }
        char c = path.charAt(start);
        return c == 'c' || c == 'C' || c == 'p' || c == 'P' || c == 'a' || c == 'A' || c == 'n' || c == 'N' || c == 'l'
                || c == 'L' || c >= 0x80;
    }

    private static boolean isDevice(String part) {
        String stem = key(part);
        for (int i = 0; i < stem.length(); i++) {
            char c = stem.charAt(i);
            if (c == '.' || c == ':') {
                stem = stem.substring(0, i);
                break;
            }
        }
        return DEVICES.contains(stem.stripTrailing());
    }
}
