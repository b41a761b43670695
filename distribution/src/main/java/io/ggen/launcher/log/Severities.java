package io.ggen.launcher.log;

import java.util.Locale;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** How bad a line is, in the numbers that {@link System.Logger} and {@code java.util.logging} share. */
public final class Severities {
    private Severities() {}

    /** The level of {@code java.util.logging} for {@code severity}. */
    static Level level(int severity) {
        if (severity >= Level.SEVERE.intValue()) {
            return Level.SEVERE;
        }
        if (severity >= Level.WARNING.intValue()) {
            return Level.WARNING;
        }
        if (severity >= Level.INFO.intValue()) {
            return Level.INFO;
        }
        return severity >= Level.FINE.intValue() ? Level.FINE : Level.FINER;
    }

    /**
     * The least severity that settings ask for.
     *
     * @param level the word in {@code level}; what is no such word counts as {@code info}
     * @param exceptions what is in {@code levels}: {@code LOGGER=LEVEL}
     */
    public static int least(@Nullable Object level, @Nullable Object exceptions) {
        int least = of(level);
        if (exceptions instanceof Object[] several) {
            for (Object each : several) {
                String text = String.valueOf(each);
                least = Math.min(least, of(text.substring(text.lastIndexOf('=') + 1)));
            }
        }
        return least;
    }

    private static int of(@Nullable Object word) {
        return switch (String.valueOf(word).strip().toLowerCase(Locale.ROOT)) {
            case "error" -> System.Logger.Level.ERROR.getSeverity();
            case "warn", "warning" -> System.Logger.Level.WARNING.getSeverity();
            case "debug" -> System.Logger.Level.DEBUG.getSeverity();
            case "trace" -> System.Logger.Level.TRACE.getSeverity();
            default -> System.Logger.Level.INFO.getSeverity();
        };
    }
}
