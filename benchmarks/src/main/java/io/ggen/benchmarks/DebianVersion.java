package io.ggen.benchmarks;

import java.util.Comparator;

/** Compares versions as section 5.6.12 of the Debian Policy Manual says. */
final class DebianVersion implements Comparator<String> {
    static final DebianVersion ORDER = new DebianVersion();

    private DebianVersion() {}

    @Override
    public int compare(String a, String b) {
        int order = parts(epoch(a), epoch(b));
        order = order == 0 ? parts(upstream(a), upstream(b)) : order;
        return order == 0 ? parts(revision(a), revision(b)) : order;
    }

    private static String epoch(String version) {
        int colon = version.indexOf(':');
        return colon < 0 ? "0" : version.substring(0, colon);
    }

    private static String upstream(String version) {
        String rest = version.substring(version.indexOf(':') + 1);
        int hyphen = rest.lastIndexOf('-');
        return hyphen < 0 ? rest : rest.substring(0, hyphen);
    }

    private static String revision(String version) {
        int hyphen = version.lastIndexOf('-');
        return hyphen < 0 ? "" : version.substring(hyphen + 1);
    }

    /** Text without digits and numbers in turns, from the left. */
    private static int parts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (isText(a, i) || isText(b, j)) {
                int order = weight(a, i) - weight(b, j);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int startA = skipZeros(a, i);
            int startB = skipZeros(b, j);
            i = skipDigits(a, startA);
            j = skipDigits(b, startB);
            int order = Integer.compare(i - startA, j - startB);
            order = order == 0 ? a.substring(startA, i).compareTo(b.substring(startB, j)) : order;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean isText(String text, int at) {
        return at < text.length() && !Character.isDigit(text.charAt(at));
    }

    /** A tilde comes before the end, the end before letters, letters before everything else. */
    private static int weight(String text, int at) {
        if (!isText(text, at)) {
            return 0;
        }
        char c = text.charAt(at);
        return c == '~' ? -1 : Character.isLetter(c) ? c : c + 256;
    }

    private static int skipZeros(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
