package io.ggen.trust;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Moments as {@code 2026-11-22T10:00:00Z}, without the JDK's formatters, which take long to load at the start of a process. */
final class Seconds {
    private static final String SHAPE = "0000-00-00T00:00:00Z";

    private Seconds() {}

    static String text(Instant moment) {
        return moment.toString();
    }

    /** The moment, or null if {@code text} is not exactly of that form. */
    static @Nullable Instant parse(String text) {
        if (text.length() != SHAPE.length()) {
            return null;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            char shape = SHAPE.charAt(i);
            if (shape == '0' ? c < '0' || c > '9' : c != shape) {
                return null;
            }
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            long day = LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8))
                    .toEpochDay();
            return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
