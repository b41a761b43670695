package io.ggen.publishing;

import java.util.Arrays;

/** Patterns of names and paths. Takes time in proportion to pattern times text, whatever they are. */
final class Glob {
    private Glob() {}

    /** Whether {@code path} fits {@code pattern}, where a part {@code **} stands for any number of folders. */
    static boolean fitsPath(String pattern, String path) {
        String[] patterns = pattern.split("/", -1);
        String[] parts = path.split("/", -1);
        // reached[i]: the patterns so far fit the first i parts.
        boolean[] reached = new boolean[parts.length + 1];
        reached[0] = true;
        for (int p = 0; p < patterns.length; p++) {
            boolean[] next = new boolean[parts.length + 1];
            boolean any = patterns[p].equals("**");
            // "a/**" is what is inside a, not a itself.
            int least = any && p == patterns.length - 1 ? 1 : 0;
            for (int i = 0; i <= parts.length; i++) {
                if (!reached[i]) {
                    continue;
                }
                if (any) {
                    Arrays.fill(next, Math.min(i + least, next.length), next.length, true);
                    break;
                }
                if (i < parts.length && fitsName(patterns[p], parts[i])) {
                    next[i + 1] = true;
                }
            }
            reached = next;
        }
        return reached[parts.length];
    }

    /** Whether {@code name} fits {@code pattern}; neither has a '/'. */
    static boolean fitsName(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starAt = 0;
        while (n < name.length()) {
            int next = p < pattern.length() && pattern.charAt(p) != '*' ? fitOne(pattern, p, name.charAt(n)) : -1;
            if (next >= 0) {
                p = next;
                n++;
            } else if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = ++p;
                starAt = n;
            } else if (star >= 0) {
                p = star;
                n = ++starAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Where the pattern goes on after {@code c}, or -1 if it does not fit. */
    private static int fitOne(String pattern, int p, char c) {
        char wanted = pattern.charAt(p);
        if (wanted == '?') {
            return p + 1;
        }
        if (wanted == '[') {
            int end = endOfSet(pattern, p);
            if (end > 0) {
                return isInSet(pattern, p + 1, end, c) ? end + 1 : -1;
            }
        }
        if (wanted == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? p + 2 : -1;
        }
        return wanted == c ? p + 1 : -1;
    }

    private static int endOfSet(String pattern, int open) {
        int first = open + 1;
        if (first < pattern.length() && (pattern.charAt(first) == '!' || pattern.charAt(first) == '^')) {
            first++;
        }
        return pattern.indexOf(']', first + 1);
    }

    private static boolean isInSet(String pattern, int from, int end, char c) {
        boolean not = pattern.charAt(from) == '!' || pattern.charAt(from) == '^';
        boolean in = false;
        for (int i = not ? from + 1 : from; i < end; i++) {
            char low = pattern.charAt(i);
            if (i + 2 < end && pattern.charAt(i + 1) == '-') {
                in |= c >= low && c <= pattern.charAt(i + 2);
                i += 2;
            } else {
                in |= c == low;
            }
        }
        return in != not;
    }
}
