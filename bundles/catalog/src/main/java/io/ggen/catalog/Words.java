package io.ggen.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes text apart into words, the same way for what is indexed and for what is asked. A word is a run of letters and
 * digits without case and accents; in scripts written without spaces, each character is a word.
 */
final class Words {
    private static final int LONGEST_WORD = 64;

    private Words() {}

    /** {@code text} without case and accents. */
    static String fold(String text) {
        if (isPlain(text)) {
            return text;
        }
        String apart = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length() + 4);
        for (int i = 0; i < apart.length(); ) {
            int c = apart.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) {
                appendLetter(folded, Character.toLowerCase(c));
            }
        }
        return folded.toString();
    }

    private static void appendLetter(StringBuilder folded, int c) {
        switch (c) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'đ', 'ð' -> folded.append('d');
            case 'ł' -> folded.append('l');
            case 'ħ' -> folded.append('h');
            case 'ı' -> folded.append('i');
            case 'ŋ' -> folded.append('n');
            case 'ς' -> folded.append('σ');
            default -> folded.appendCodePoint(c);
        }
    }

    /** What a filter compares: {@code text} without case and without spaces at the ends. */
    static String filterKey(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.length() <= 256 ? lower : lower.substring(0, 256);
    }

    /** The words of {@code text} as somebody types them, at most {@code most}; {@code myName} is one word. */
    static List<String> typed(String text, int most) {
        return split(text, most, false);
    }

    /** The words of {@code text} to index, at most {@code most}; {@code myName} is {@code myname}, {@code my}, {@code name}. */
    static List<String> written(String text, int most) {
        return split(text, most, true);
    }

    private static List<String> split(String text, int most, boolean camels) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length() && words.size() < most; ) {
            int c = i < text.length() ? text.codePointAt(i) : ' ';
            boolean alone = standsAlone(c);
            boolean inside = !alone && isPartOfWord(c, start >= 0);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                addRun(words, text.substring(start, i), camels);
                start = -1;
            }
            if (alone) {
                words.add(cut(fold(Character.toString(c))));
            }
            i += Character.charCount(c);
        }
        return words.size() <= most ? words : words.subList(0, most);
    }

    private static void addRun(List<String> words, String run, boolean camels) {
        String whole = cut(fold(run));
        if (whole.isEmpty()) {
            return;
        }
        words.add(whole);
        if (!camels || isPlain(run)) {
            return;
        }
        int start = 0;
        for (int i = 1; i < run.length(); i++) {
            boolean up = Character.isUpperCase(run.charAt(i));
            boolean afterLow = !Character.isUpperCase(run.charAt(i - 1));
            boolean beforeLow = i + 1 < run.length() && Character.isLowerCase(run.charAt(i + 1));
            if (up && (afterLow || beforeLow)) {
                words.add(cut(fold(run.substring(start, i))));
                start = i;
            }
        }
        if (start > 0) {
            words.add(cut(fold(run.substring(start))));
        }
    }

    /** Letters and digits of {@code text}, folded, joined. */
    static String joined(String text) {
        List<String> words = typed(text, Integer.MAX_VALUE);
        return words.size() == 1 ? words.get(0) : String.join("", words);
    }

    /** {@code word} without the ending of an English plural, so that {@code templates} finds {@code template}. */
    static String stem(String word) {
        int length = word.length();
        if (length < 4 || word.charAt(length - 1) != 's') {
            return word;
        }
        char before = word.charAt(length - 2);
        if (before == 's' || before == 'u') {
            return word;
        }
        if (before == 'e' && word.charAt(length - 3) == 'i' && length > 4) {
            return word.substring(0, length - 3) + "y";
        }
        return word.substring(0, length - 1);
    }

    private static boolean isPartOfWord(int c, boolean inWord) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        return Character.isLetterOrDigit(c) || inWord && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean standsAlone(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(c);
            default -> false;
        };
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String word) {
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }
}
