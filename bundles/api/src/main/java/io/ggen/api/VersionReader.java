package io.ggen.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one version or partial version ({@code 1.x}, {@code 1.2}) from a text, left to right, each character once. What is
 * read is left in the fields; a broken rule is returned as words that fit behind "is not a version: ".
 */
final class VersionReader {
    /** Stands in {@link #numbers} for a number that is 'x' or not given. */
    static final long ANY = -1;

    final long[] numbers = {ANY, ANY, ANY};
    final List<String> prerelease = new ArrayList<>();

    private final String text;
    private int at;

    VersionReader(String text) {
        this.text = text;
    }

    /** Reads the whole text as a version; null, or what is wrong. */
    @Nullable
    String readWhole() {
        if (text.isEmpty()) {
            return "it is empty";
        }
        String broken = readPartial();
        return broken == null && numbers[2] == ANY ? "it needs three numbers" : broken;
    }

    /** Reads the whole text as a version in which numbers from the right may be missing or 'x'; null, or what is wrong. */
    @Nullable
    String readPartial() {
        int given = 0;
        while (given < 3) {
            String broken = readNumber(given);
            if (broken != null) {
                return broken;
            }
            given++;
            if (at == text.length() || text.charAt(at) != '.' || given == 3) {
                break;
            }
            at++;
        }
        for (int i = 1; i < 3; i++) {
            if (numbers[i - 1] == ANY && numbers[i] != ANY) {
                return "'" + numbers[i] + "' follows an 'x'";
            }
        }
        if (given == 3 && at < text.length() && text.charAt(at) == '-') {
            at++;
            String broken = readIdentifiers(true);
            if (broken != null) {
                return broken;
            }
        }
        if (at < text.length() && text.charAt(at) == '+') {
            at++;
            String broken = readIdentifiers(false);
            if (broken != null) {
                return broken;
            }
        }
        return at == text.length() ? null : "'" + Texts.shown(text.substring(at), 20) + "' does not belong there";
    }

    private @Nullable String readNumber(int index) {
        if (at < text.length() && "xX*".indexOf(text.charAt(at)) >= 0) {
            at++;
            return null;
        }
        int start = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            return at == text.length()
                    ? "a number is missing at its end"
                    : "'" + Texts.shown(text.substring(at), 20) + "' is not a number";
        }
        if (at - start > 1 && text.charAt(start) == '0') {
            return "'" + text.substring(start, Math.min(at, start + 20)) + "' has a leading zero";
        }
        if (at - start > 16) {
            return "a number in it is larger than " + Version.LARGEST;
        }
        long number = Long.parseLong(text, start, at, 10);
        if (number > Version.LARGEST) {
            return "a number in it is larger than " + Version.LARGEST;
        }
        numbers[index] = number;
        return null;
    }

    private @Nullable String readIdentifiers(boolean isPrerelease) {
        while (true) {
            int start = at;
            while (at < text.length() && isIdentifier(text.charAt(at))) {
                at++;
            }
            String identifier = text.substring(start, at);
            if (identifier.isEmpty()) {
                return "an identifier in it is empty";
            }
            if (isPrerelease) {
                if (identifier.length() > 1 && identifier.charAt(0) == '0' && isNumber(identifier)) {
                    return "'" + Texts.shown(identifier, 20) + "' has a leading zero";
                }
                prerelease.add(identifier);
            }
            if (at == text.length() || text.charAt(at) != '.') {
                return null;
            }
            at++;
        }
    }

    static boolean isNumber(String identifier) {
        for (int i = 0; i < identifier.length(); i++) {
            if (!isDigit(identifier.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifier(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }
}
