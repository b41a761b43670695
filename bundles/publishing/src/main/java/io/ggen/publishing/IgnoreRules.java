package io.ggen.publishing;

import io.ggen.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code .ggenignore} in the package folder leaves out, in the patterns of git: {@code *}, {@code **}, {@code ?},
 * {@code [a-z]}, a trailing '/' for folders alone, a leading or inner '/' for paths from the top, '!' to take back,
 * '#' for comments, '\' before a character that is meant as itself. The last rule that fits decides.
 */
final class IgnoreRules {
    static final String FILE = ".ggenignore";

    private static final int LARGEST = 1 << 20;
    private static final int MOST = 10_000;

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** The rules of {@code folder}; none if it has no such file. */
    static IgnoreRules of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new IgnoreRules(List.of());
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        IgnoreRules rules = parse(new String(bytes, StandardCharsets.UTF_8));
        if (bytes.length > LARGEST || rules.rules.size() > MOST) {
            throw Problem.of(ManifestFile.shown(file) + " has more than " + LARGEST + " bytes or " + MOST
                            + " rules; nothing was packed.")
                    .asException();
        }
        return rules;
    }

    static IgnoreRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            Rule rule = Rule.parse(text.substring(start, end));
            if (!rule.pattern.isEmpty()) {
                rules.add(rule);
            }
            start = end + 1;
        }
        return new IgnoreRules(rules);
    }

    /**
     * Whether {@code path}, whose folders are not ignored, is.
     *
     * @param folder whether it is a folder
     */
    boolean ignores(String path, boolean folder) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.takesBack == ignored && (folder || !rule.foldersOnly) && rule.fits(path)) {
                ignored = !rule.takesBack;
            }
        }
        return ignored;
    }

    /**
     * One line.
     *
     * @param fromTop whether the pattern is for the whole path, not for the last name alone
     */
    private record Rule(String pattern, boolean takesBack, boolean foldersOnly, boolean fromTop) {
        static Rule parse(String line) {
            String text = line.startsWith("#") ? "" : withoutEnd(line);
            boolean takesBack = text.startsWith("!");
            text = takesBack ? text.substring(1) : text;
            boolean foldersOnly = text.endsWith("/");
            text = foldersOnly ? text.substring(0, text.length() - 1) : text;
            boolean fromTop = text.indexOf('/') >= 0;
            return new Rule(text.startsWith("/") ? text.substring(1) : text, takesBack, foldersOnly, fromTop);
        }

        private static String withoutEnd(String line) {
            int end = line.length();
            while (end > 0
                    && (line.charAt(end - 1) == '\r'
                            || line.charAt(end - 1) == ' ' && (end < 2 || line.charAt(end - 2) != '\\'))) {
                end--;
            }
            return line.substring(0, end);
        }

        boolean fits(String path) {
            return fromTop
                    ? Glob.fitsPath(pattern, path)
                    : Glob.fitsName(pattern, path.substring(path.lastIndexOf('/') + 1));
        }
    }
}
