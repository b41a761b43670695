package io.ggen.shell.commands.text;

import io.ggen.api.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Text in the making. Whatever is put in is made harmless first, so that no package, file or peer can send an escape
 * sequence to a terminal through it: the only ones are those of {@link Style}, and line ends come from {@link #end()}.
 */
public final class Out {
    private static final int PARAGRAPH = 100;

    private final StringBuilder text = new StringBuilder();
    private final Look look;

    /** Text for a reader with {@code look}. */
    public Out(Look look) {
        this.look = look;
    }

    /** For whom this is. */
    public Look look() {
        return look;
    }

    /** Adds words. */
    public Out put(String words) {
        text.append(safe(words));
        return this;
    }

    /** Adds words in a style. */
    public Out put(Style style, String words) {
        if (!look.colours() || style == Style.PLAIN || words.isEmpty()) {
            return put(words);
        }
        text.append(style.start).append(safe(words)).append(Style.END);
        return this;
    }

    /** Adds {@code count} spaces. */
    public Out spaces(int count) {
        for (int i = 0; i < count; i++) {
            text.append(' ');
        }
        return this;
    }

    /** Ends the line. */
    public Out end() {
        text.append('\n');
        return this;
    }

    /** Adds a whole line. */
    public Out line(String words) {
        return put(words).end();
    }

    /** Adds lines of whole words, as long as the terminal is wide, or 100 characters where that is not known. */
    public Out paragraph(String words) {
        int width = look.width() > 0 ? look.width() : PARAGRAPH;
        int start = 0;
        while (words.length() - start > width) {
            int space = words.lastIndexOf(' ', start + width);
            int end = space > start ? space : start + width;
            line(words.substring(start, end));
            start = space > start ? end + 1 : end;
        }
        return line(words.substring(start));
    }

    /** Adds a moment, to the minute. */
    public Out time(Instant moment) {
        return put(time(moment, look));
    }

    /** A moment, to the minute, in the reader's time. */
    static String time(Instant moment, Look look) {
        ZoneId zone = look.zone() == null ? ZoneId.systemDefault() : look.zone();
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone).format(moment);
    }

    /** All of it so far. */
    public String text() {
        return text.toString();
    }

    /** {@code words} without anything that a terminal would obey. */
    public static String safe(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c < ' ' || c > '~') {
                return Texts.shown(words, Integer.MAX_VALUE);
            }
        }
        return words;
    }
}
