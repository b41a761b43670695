package io.ggen.log;

import io.ggen.api.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log as one line of text: when (UTC), how bad, which process, which bundle, which logger, what, and the
 * exception, folded. No character of it moves a cursor or ends the line.
 */
final class Line {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 120;
    private static final int LEVEL = 5;

    private final long process;
    private final Limits limits;

    Line(long process, Limits limits) {
        this.process = process;
        this.limits = limits;
    }

    /** The line, without its end. */
    String of(Instant time, String level, String bundle, String logger, String text, @Nullable Throwable thrown) {
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(time)).append(' ').append(level);
        line.append(" ".repeat(Math.max(0, LEVEL - level.length())));
        line.append(' ').append(process).append(' ').append(name(bundle));
        String within = within(bundle, logger);
        if (!within.isEmpty()) {
            line.append(" [").append(name(within)).append(']');
        }
        StringBuilder said = new StringBuilder(text);
        if (thrown != null) {
            said.append(text.isEmpty() ? "" : " | ");
            fold(thrown, said);
        }
        line.append(' ').append(Texts.onOneLine(said.toString()));
        return Texts.shown(line.toString(), limits.lineCharacters());
    }

    private static String name(String text) {
        return Texts.shown(Texts.onOneLine(text), LONGEST_NAME);
    }

    /** What of the logger's name the bundle's name does not say already. */
    private static String within(String bundle, String logger) {
        if (logger.equals(bundle) || logger.equals("ROOT")) {
            return "";
        }
        return logger.startsWith(bundle + ".") ? logger.substring(bundle.length() + 1) : logger;
    }

    private void fold(Throwable thrown, StringBuilder line) {
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable cause = thrown;
        while (cause != null && told.add(cause) && told.size() <= limits.causes()) {
            line.append(told.size() == 1 ? "" : " | caused by ").append(words(cause));
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < frames.length && i < limits.frames(); i++) {
                line.append(i == 0 ? " at " : " < ").append(frames[i]);
            }
            if (frames.length > limits.frames()) {
                line.append(" < ").append(frames.length - limits.frames()).append(" more");
            }
            cause = cause.getCause();
        }
    }

    /** An exception whose own text fails must not take the line with it. */
    private static String words(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException e) {
            return thrown.getClass().getName();
        }
    }
}
