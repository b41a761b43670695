package io.ggen.api;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a package: {@code [scope/]name}, each part {@code [a-z0-9][a-z0-9._-]*}, at most 214 characters in all.
 * Names that Windows reserves for devices ({@code con}, {@code lpt1}, …) are refused, with or without an extension, and
 * so are parts that end in a dot.
 */
public record PackageName(String value) implements Comparable<PackageName> {
    /** The longest name, in characters. */
    public static final int LONGEST = 214;

    private static final Pattern TEXT = Pattern.compile("(?:[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*");
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    /** Throws {@link ProblemException} (usage) with the rule that {@code value} breaks. */
    public PackageName {
        String broken = brokenRule(value);
        if (broken != null) {
            throw Problem.usage("'" + Texts.shown(value) + "' is not a package name: " + broken + ".")
                    .asException();
        }
    }

    /** Whether {@code text} is a valid name. */
    public static boolean isValid(String text) {
        return brokenRule(text) == null;
    }

    private static @org.jspecify.annotations.Nullable String brokenRule(String value) {
        if (value.isEmpty()) {
            return "it is empty";
        }
        if (value.length() > LONGEST) {
            return "it has " + value.length() + " characters and at most " + LONGEST + " are allowed";
        }
        if (!TEXT.matcher(value).matches()) {
            return "a name is lower-case letters, digits, '.', '_' and '-', starts with a letter or digit,"
                    + " and may have one 'scope/' before it";
        }
        for (String part : value.split("/", -1)) {
            String stem = part.indexOf('.') < 0 ? part : part.substring(0, part.indexOf('.'));
            if (DEVICES.contains(stem)) {
                return "'" + part + "' is the name of a device on Windows";
            }
            if (part.endsWith(".")) {
                return "'" + part + "' ends in a dot, which Windows drops";
            }
        }
        return null;
    }

    /** The name with '/' replaced by '-', for use inside a file name. */
    public String fileName() {
        return value.replace('/', '-');
    }

    @Override
    public int compareTo(PackageName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
