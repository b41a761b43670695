package io.ggen.api;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as semver.org 2.0.0 defines it: {@code MAJOR.MINOR.PATCH[-PRERELEASE][+BUILD]}, numbers up to 2^53-1, at most
 * 256 characters. Ordered by precedence (semver.org, section 11). Build metadata is kept in {@link #toString()} but has
 * no part in order or equality: two builds of one version are one version.
 */
public final class Version implements Comparable<Version> {
    /** The largest number in a version, as in node-semver: 2^53-1. */
    public static final long LARGEST = (1L << 53) - 1;

    static final int LONGEST = 256;

    private static final String[] NONE = {};

    private final long major;
    private final long minor;
    private final long patch;
    private final String[] prerelease;
    private final String text;

    private Version(long major, long minor, long patch, String[] prerelease, String text) {
        this.major = major;
        this.minor = minor;
        this.patch = patch;
        this.prerelease = prerelease;
        this.text = text;
    }

    /** The release version {@code major.minor.patch}. */
    public static Version of(long major, long minor, long patch) {
        return new Version(major, minor, patch, NONE, major + "." + minor + "." + patch);
    }

    /** {@code major.minor.patch-0}: below every other version of that tuple. */
    static Version floor(long major, long minor, long patch) {
        return new Version(major, minor, patch, new String[] {"0"}, major + "." + minor + "." + patch + "-0");
    }

    static Version of(long major, long minor, long patch, List<String> prerelease) {
        String numbers = major + "." + minor + "." + patch;
        return prerelease.isEmpty()
                ? new Version(major, minor, patch, NONE, numbers)
                : new Version(
                        major,
                        minor,
                        patch,
                        prerelease.toArray(String[]::new),
                        numbers + "-" + String.join(".", prerelease));
    }

    /** Reads a version. Throws {@link ProblemException} (usage) that says what is wrong with {@code text}. */
    public static Version parse(String text) {
        VersionReader reader = new VersionReader(text);
        @Nullable
        String broken = text.length() > LONGEST ? "it has more than " + LONGEST + " characters" : reader.readWhole();
        if (broken != null) {
            throw Problem.usage("'" + Texts.shown(text) + "' is not a version: " + broken
                            + "; a version is MAJOR.MINOR.PATCH, as in 1.0.0.")
                    .asException();
        }
        return new Version(
                reader.numbers[0],
                reader.numbers[1],
                reader.numbers[2],
                reader.prerelease.isEmpty() ? NONE : reader.prerelease.toArray(String[]::new),
                text);
    }

    /** Whether {@link #parse} would read {@code text}. */
    public static boolean isValid(String text) {
        return text.length() <= LONGEST && new VersionReader(text).readWhole() == null;
    }

    /** The first number. */
    public long major() {
        return major;
    }

    /** The second number. */
    public long minor() {
        return minor;
    }

    /** The third number. */
    public long patch() {
        return patch;
    }

    /** Whether this is a prerelease, as {@code 1.0.0-rc.1}. */
    public boolean isPrerelease() {
        return prerelease.length > 0;
    }

    /** The text after '+', or empty text. */
    public String build() {
        int plus = text.indexOf('+');
        return plus < 0 ? "" : text.substring(plus + 1);
    }

    boolean sameTuple(Version other) {
        return major == other.major && minor == other.minor && patch == other.patch;
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        if (order == 0) {
            order = Long.compare(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compare(patch, other.patch);
        }
        return order != 0 ? order : comparePrerelease(prerelease, other.prerelease);
    }

    private static int comparePrerelease(String[] a, String[] b) {
        if (a.length == 0 || b.length == 0) {
            return Boolean.compare(a.length == 0, b.length == 0);
        }
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = compareIdentifier(a[i], b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareIdentifier(String a, String b) {
        boolean aIsNumber = VersionReader.isNumber(a);
        boolean bIsNumber = VersionReader.isNumber(b);
        if (aIsNumber != bIsNumber) {
            return aIsNumber ? -1 : 1;
        }
        return aIsNumber && a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(major * 31 * 31 + minor * 31 + patch) * 31 + Arrays.hashCode(prerelease);
    }

    @Override
    public String toString() {
        return text;
    }
}
