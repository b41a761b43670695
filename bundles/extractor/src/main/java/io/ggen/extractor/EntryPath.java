package io.ggen.extractor;

import io.ggen.api.extractor.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A path in an archive that keeps all rules.
 *
 * @param text relative, parts separated by '/', nothing else at the ends; empty for the package's own folder
 * @param key equal for two paths that some file system takes for the same
 */
record EntryPath(String text, String key) {
    private static final EntryPath ROOT = new EntryPath("", "");

    /** Reads the name of an entry. A folder's may end in '/'; leading './' goes. */
    static EntryPath read(byte[] name, boolean folder, Limits limits) {
        String whole = decoded(name, "the name");
        if (whole.isEmpty()) {
            throw new BrokenRule("an entry has no name");
        }
        String text = stripped(whole);
        if (text.endsWith("/")) {
            if (!folder) {
                throw BrokenRule.by(whole, "is a file with the name of a folder");
            }
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty() || text.equals(".")) {
            if (!folder) {
                throw BrokenRule.by(whole, "stands for the package itself and is not a folder");
            }
            return ROOT;
        }
        int bytes = PathRules.check(text, text, limits.component());
        if (bytes > limits.path()) {
            throw BrokenRule.limit(text, "has a path of " + bytes + " bytes", limits.path());
        }
        int depth = PathRules.parts(text) - (folder ? 0 : 1);
        if (depth > limits.depth()) {
            throw BrokenRule.limit(text, "needs " + depth + " folders inside each other", limits.depth());
        }
        return new EntryPath(text, PathRules.key(text));
    }

    /**
     * Reads what a symbolic link at {@code link} points to. '..' may stand only in front: behind a name, which may be a
     * link itself, it could lead anywhere.
     */
    static String linkTarget(EntryPath link, byte[] target, Limits limits) {
        String whole = decoded(target, "the target of " + BrokenRule.quoted(link.text));
        String text = stripped(whole);
        if (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        int up = 0;
        int start = 0;
        while (text.startsWith("..", start) && (start + 2 == text.length() || text.charAt(start + 2) == '/')) {
            up++;
            start = Math.min(start + 3, text.length());
        }
        String below = text.substring(start);
        boolean leaves = up >= PathRules.parts(link.text);
        if (whole.isEmpty() || leaves || whole.startsWith("/")) {
            throw BrokenRule.by(
                    link.text, "links to " + BrokenRule.quoted(whole) + ", which is not inside the package");
        }
        int bytes = 3 * up;
        if (!below.isEmpty() && !below.equals(".")) {
            bytes += PathRules.check(below, link.text + " -> " + whole, limits.component());
        }
        if (bytes > limits.path()) {
            throw BrokenRule.limit(link.text, "links to a path of " + bytes + " bytes", limits.path());
        }
        return text.isEmpty() ? "." : text;
    }

    private static String stripped(String text) {
        int start = 0;
        while (text.startsWith("./", start)) {
            start += 2;
        }
        return text.substring(start);
    }

    private static String decoded(byte[] bytes, String what) {
        for (byte b : bytes) {
            if (b < 0) {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
                } catch (CharacterCodingException e) {
                    String shown = BrokenRule.quoted(new String(bytes, StandardCharsets.UTF_8));
                    throw new BrokenRule(what + " " + shown + " is not valid UTF-8");
                }
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
