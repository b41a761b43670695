package io.ggen.api;

/** Makes text from elsewhere safe and short enough to show on a terminal. */
public final class Texts {
    private static final int LONGEST = 120;

    /** What means nothing to a shell, besides letters and digits. */
    private static final String PLAIN = "/._-+,:@%=";

    private Texts() {}

    /** {@code text} in at most 120 characters, control, bidirectional and unpaired surrogate characters replaced by '?'. */
    public static String shown(String text) {
        return shown(text, LONGEST);
    }

    /** Like {@link #shown(String)}, in at most {@code longest} characters; what is cut off is marked by '…'. */
    public static String shown(String text, int longest) {
        boolean cut = text.length() > longest;
        String kept = cut ? text.substring(0, longest - 1) : text;
        StringBuilder safe = new StringBuilder(kept.length() + 1);
        for (int i = 0; i < kept.length(); ) {
            int c = kept.codePointAt(i);
            safe.appendCodePoint(isHarmless(c) ? c : '?');
            i += Character.charCount(c);
        }
        return cut ? safe.append('…').toString() : safe.toString();
    }

    /** {@code text} as one word of a command that can be pasted into a shell: in quotes if need be, and never cut short. */
    public static String quoted(String text) {
        String safe = shown(text, Integer.MAX_VALUE);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (!Character.isLetterOrDigit(c) && PLAIN.indexOf(c) < 0) {
                return "'" + safe.replace("'", "'\\''") + "'";
            }
        }
        return safe.isEmpty() ? "''" : safe;
    }

    /** {@code text} on one line: every run of white space, line ends included, is one space. */
    public static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = line.length() > 0;
            } else {
                if (gap) {
                    line.append(' ');
                    gap = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    /** {@code sentence} as it stands behind a colon: without a capital at its beginning, unless that begins a name. */
    public static String behindColon(String sentence) {
        boolean isWord = sentence.length() > 1
                && Character.isUpperCase(sentence.charAt(0))
                && (Character.isLowerCase(sentence.charAt(1)) || sentence.startsWith("A "));
        return isWord && !sentence.startsWith("Java")
                ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
                : sentence;
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
