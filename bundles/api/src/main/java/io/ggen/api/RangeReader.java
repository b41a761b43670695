package io.ggen.api;

import static io.ggen.api.Range.Operator.AT_LEAST;
import static io.ggen.api.Range.Operator.AT_MOST;
import static io.ggen.api.Range.Operator.EQUAL;
import static io.ggen.api.Range.Operator.GREATER;
import static io.ggen.api.Range.Operator.LESS;

import io.ggen.api.Range.Comparator;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the text of a range into alternatives of bounds that must all hold, by the grammar and the rewriting rules of
 * node-semver's README ("Advanced Range Syntax"). Every rule names the bounds it makes; a version whose numbers end in
 * {@code -0} is below every prerelease of that tuple.
 */
final class RangeReader {
    static final List<List<Comparator>> ANYTHING = List.of(List.of());

    private static final Comparator NOTHING = new Comparator(LESS, Version.floor(0, 0, 0));

    private final String text;
    private final boolean prereleases;
    private final List<Comparator> bounds = new ArrayList<>();

    private RangeReader(String text, boolean prereleases) {
        this.text = text;
        this.prereleases = prereleases;
    }

    static List<List<Comparator>> read(String text, boolean prereleases) {
        if (text.length() > Range.LONGEST) {
            throw wrong(text, "it has " + text.length() + " characters and at most " + Range.LONGEST + " are allowed");
        }
        if (text.indexOf(',') >= 0) {
            throw wrong(text, "use a space between bounds, not a comma");
        }
        List<List<Comparator>> alternatives = new ArrayList<>();
        int start = 0;
        while (true) {
            int end = text.indexOf("||", start);
            String one = (end < 0 ? text.substring(start) : text.substring(start, end)).strip();
            alternatives.add(new RangeReader(text, prereleases).readAlternative(one));
            if (end < 0) {
                return List.copyOf(alternatives);
            }
            start = end + 2;
        }
    }

    private List<Comparator> readAlternative(String alternative) {
        List<String> words = words(alternative);
        for (int i = 0; i < words.size(); i++) {
            if (i + 2 < words.size() && words.get(i + 1).equals("-")) {
                if (words.size() != 3) {
                    throw wrong(text, "'A - B' must stand alone between '||'");
                }
                between(partial(words.get(0)), partial(words.get(2)));
                break;
            }
            String word = words.get(i);
            String operator = operatorOf(word);
            String version = word.substring(operator.length());
            if (version.isEmpty()) {
                if (operator.isEmpty() || i + 1 == words.size()) {
                    throw wrong(text, "'" + Texts.shown(word, 20) + "' has no version behind it");
                }
                i++;
                version = words.get(i);
            }
            bound(operator, partial(version));
        }
        return List.copyOf(bounds);
    }

    private static List<String> words(String alternative) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= alternative.length(); i++) {
            if (i == alternative.length() || Character.isWhitespace(alternative.charAt(i))) {
                if (i > start) {
                    words.add(alternative.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static String operatorOf(String word) {
        for (String operator : List.of(">=", "<=", "~>", ">", "<", "=", "~", "^")) {
            if (word.startsWith(operator)) {
                return operator;
            }
        }
        return "";
    }

    private VersionReader partial(String word) {
        String bare = word.startsWith("v") || word.startsWith("=") ? word.substring(1) : word;
        VersionReader reader = new VersionReader(bare);
        String broken = bare.length() > Version.LONGEST
                ? "it has more than " + Version.LONGEST + " characters"
                : reader.readPartial();
        if (broken != null) {
            throw wrong(text, "in '" + Texts.shown(bare, 40) + "', " + broken);
        }
        return reader;
    }

    private void bound(String operator, VersionReader v) {
        switch (operator) {
            case "^" -> caret(v);
            case "~", "~>" -> tilde(v);
            default -> compare(operator, v);
        }
    }

    private void caret(VersionReader v) {
        long major = v.numbers[0];
        long minor = v.numbers[1];
        long patch = v.numbers[2];
        if (major == VersionReader.ANY) {
            return;
        }
        if (major > 0 || minor == VersionReader.ANY) {
            lowAndBelow(v, major + 1, 0, 0);
        } else if (minor > 0 || patch == VersionReader.ANY) {
            lowAndBelow(v, 0, minor + 1, 0);
        } else {
            lowAndBelow(v, 0, 0, patch + 1);
        }
    }

    private void tilde(VersionReader v) {
        if (v.numbers[0] == VersionReader.ANY) {
            return;
        }
        if (v.numbers[1] == VersionReader.ANY) {
            lowAndBelow(v, v.numbers[0] + 1, 0, 0);
        } else {
            lowAndBelow(v, v.numbers[0], v.numbers[1] + 1, 0);
        }
    }

    private void compare(String operator, VersionReader v) {
        boolean partial = v.numbers[2] == VersionReader.ANY;
        if (!partial) {
            bounds.add(new Comparator(
                    switch (operator) {
                        case ">=" -> AT_LEAST;
                        case "<=" -> AT_MOST;
                        case ">" -> GREATER;
                        case "<" -> LESS;
                        default -> EQUAL;
                    },
                    version(v)));
        } else if (v.numbers[0] == VersionReader.ANY) {
            if (operator.equals(">") || operator.equals("<")) {
                bounds.add(NOTHING);
            }
        } else {
            comparePartial(operator, v);
        }
    }

    private void comparePartial(String operator, VersionReader v) {
        long major = v.numbers[0];
        boolean noMinor = v.numbers[1] == VersionReader.ANY;
        long nextMajor = noMinor ? major + 1 : major;
        long nextMinor = noMinor ? 0 : v.numbers[1] + 1;
        switch (operator) {
            case ">" -> bounds.add(new Comparator(AT_LEAST, low(nextMajor, nextMinor, 0)));
            case ">=" -> bounds.add(new Comparator(AT_LEAST, lowest(v)));
            case "<" -> bounds.add(new Comparator(LESS, Version.floor(major, noMinor ? 0 : v.numbers[1], 0)));
            case "<=" -> bounds.add(new Comparator(LESS, Version.floor(nextMajor, nextMinor, 0)));
            default -> lowAndBelow(v, nextMajor, nextMinor, 0);
        }
    }

    private void between(VersionReader from, VersionReader to) {
        boolean whole = from.numbers[2] != VersionReader.ANY;
        if (whole && prereleases && from.prerelease.isEmpty()) {
            bounds.add(new Comparator(AT_LEAST, Version.floor(from.numbers[0], from.numbers[1], from.numbers[2])));
        } else if (from.numbers[0] != VersionReader.ANY) {
            bounds.add(new Comparator(AT_LEAST, lowest(from)));
        }
        if (to.numbers[0] == VersionReader.ANY) {
            return;
        }
        if (to.numbers[1] == VersionReader.ANY) {
            bounds.add(new Comparator(LESS, Version.floor(to.numbers[0] + 1, 0, 0)));
        } else if (to.numbers[2] == VersionReader.ANY) {
            bounds.add(new Comparator(LESS, Version.floor(to.numbers[0], to.numbers[1] + 1, 0)));
        } else if (prereleases && to.prerelease.isEmpty()) {
            bounds.add(new Comparator(LESS, Version.floor(to.numbers[0], to.numbers[1], to.numbers[2] + 1)));
        } else {
            bounds.add(new Comparator(AT_MOST, version(to)));
        }
    }

    private void lowAndBelow(VersionReader low, long major, long minor, long patch) {
        bounds.add(new Comparator(AT_LEAST, lowest(low)));
        bounds.add(new Comparator(LESS, Version.floor(major, minor, patch)));
    }

    private Version lowest(VersionReader v) {
        return v.numbers[2] == VersionReader.ANY ? low(v.numbers[0], Math.max(v.numbers[1], 0), 0) : version(v);
    }

    private Version low(long major, long minor, long patch) {
        return prereleases ? Version.floor(major, minor, patch) : Version.of(major, minor, patch);
    }

    private static Version version(VersionReader v) {
        return Version.of(v.numbers[0], v.numbers[1], v.numbers[2], v.prerelease);
    }

    private static ProblemException wrong(String text, String why) {
        return Problem.usage("'" + Texts.shown(text) + "' is not a range of versions: " + why + ".")
                .asException();
    }
}
