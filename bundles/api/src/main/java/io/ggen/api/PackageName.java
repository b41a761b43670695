package io.ggen.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package: {@code [scope/]name}, each part {@code [a-z0-9][a-z0-9._-]*}, at most 214 characters in all.
 * Names that Windows reserves for devices ({@code con}, {@code lpt1}, …) are refused, with or without an extension, and
 * so are parts that end in a dot.
 */
public record PackageName(String value) implements Comparable<PackageName> {
    /** The longest name, in characters. */
    public static final int LONGEST = 214;

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

    private static @Nullable String brokenRule(String value) {
        if (value.isEmpty()) {
            return "it is empty";
        }
        if (value.length() > LONGEST) {
            return "it has " + value.length() + " characters and at most " + LONGEST + " are allowed";
        }
        int slash = value.indexOf('/');
        if ((slash >= 0 && !isPart(value, 0, slash)) || !isPart(value, slash + 1, value.length())) {
            return "a name is lower-case letters, digits, '.', '_' and '-', starts with a letter or digit,"
                    + " and may have one 'scope/' before it";
        }
        String broken = slash < 0 ? null : brokenOnWindows(value.substring(0, slash));
        return broken != null ? broken : brokenOnWindows(value.substring(slash + 1));
    }

    private static @Nullable String brokenOnWindows(String part) {
        int dot = part.indexOf('.');
        if (DEVICES.contains(dot < 0 ? part : part.substring(0, dot))) {
            return "'" + part + "' is the name of a device on Windows";
        }
        return part.endsWith(".") ? "'" + part + "' ends in a dot, which Windows drops" : null;
    }

    private static boolean isPart(String value, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = value.charAt(i);
            boolean starts = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!starts && (i == start || (c != '.' && c != '_' && c != '-'))) {
                return false;
            }
        }
        return start < end;
    }

    /** The name with '/' replaced by '-', for use inside a file name. */
    public String fileName() {
        return value.replace('/', '-');
    }

    // equals and hashCode as a record has them, written out: those that the JDK makes cost 28 ms on first use
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof PackageName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
