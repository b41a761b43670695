package io.ggen.publishing;

import io.ggen.api.Texts;
import io.ggen.api.extractor.Limits;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a path in a package must be like so that every extractor takes it (DESIGN section 9). */
final class PathRules {
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "conin$", "conout$", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
            "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private PathRules() {}

    /** The rule that {@code path} breaks, as the end of a sentence that begins with the path, or null. */
    static @Nullable String broken(String path, Limits limits) {
        if (path.getBytes(StandardCharsets.UTF_8).length > limits.path()) {
            return "is longer than " + limits.path() + " bytes";
        }
        int start = 0;
        int parts = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String broken = brokenByPart(path.substring(start, end), limits);
            if (broken != null) {
                return broken;
            }
            parts++;
            start = end + 1;
        }
        return parts - 1 > limits.depth() ? "lies more than " + limits.depth() + " folders deep" : null;
    }

    private static @Nullable String brokenByPart(String part, Limits limits) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\') {
                return "has a backslash in its name";
            }
            if (c < ' ' || c >= 0x7f && c <= 0x9f) {
                return "has a control character in its name";
            }
        }
        if (part.isEmpty() || part.endsWith(".") || part.endsWith(" ")) {
            return "has a name that ends in a dot or a space, which Windows drops";
        }
        if (part.length() > 1 && part.charAt(1) == ':' && Character.isLetter(part.charAt(0))) {
            return "has a name like a drive letter";
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > limits.component()) {
            return "has a name longer than " + limits.component() + " bytes";
        }
        return isDevice(part) ? "has the name of a device on Windows" : null;
    }

    private static boolean isDevice(String part) {
        String stem = folded(part);
        for (int i = 0; i < stem.length(); i++) {
            if (stem.charAt(i) == '.' || stem.charAt(i) == ':') {
                stem = stem.substring(0, i);
                break;
            }
        }
        return DEVICES.contains(stem.stripTrailing());
    }

    /** Equal for two names that some file system takes for the same. */
    static String folded(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) >= 0x80) {
                String upper = Normalizer.normalize(part, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
                String lower = Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
                // A character that decomposes to a slash (U+FF0F) separates nothing.
                return lower.replace('/', '\uff0f');
            }
        }
        return part.toLowerCase(Locale.ROOT);
    }

    /**
     * The rule that a link at {@code path} to {@code target} breaks, or null. '..' may stand only in front: behind a
     * name, which may be a link itself, it could lead anywhere.
     */
    static @Nullable String brokenByLink(String path, String target, Limits limits) {
        String rest = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        int folders = 0;
        for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
            folders++;
        }
        int up = 0;
        while (rest.equals("..") || rest.startsWith("../")) {
            rest = rest.substring(Math.min(3, rest.length()));
            up++;
        }
        String broken;
        if (target.isEmpty() || target.startsWith("/") || up > folders) {
            broken = "leads out of the folder";
        } else {
            broken = rest.isEmpty() || rest.equals(".") ? null : broken(rest, limits);
        }
        return broken == null ? null : "is a link to '" + Texts.shown(target) + "', which " + broken;
    }
}
