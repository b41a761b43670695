package io.ggen.launcher.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A logger of the JDK whose lines go into a funnel. */
final class FunnelLogger implements System.Logger {
    private final String name;
    private final @Nullable ClassLoader from;
    private final Funnel funnel;

    FunnelLogger(String name, @Nullable ClassLoader from, Funnel funnel) {
        this.name = name;
        this.from = from;
        this.funnel = funnel;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && funnel.takes(level.getSeverity());
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            accept(level, String.valueOf(message), thrown);
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... parameters) {
        if (isLoggable(level)) {
            accept(level, formatted(String.valueOf(format), parameters), null);
        }
    }

    private static String formatted(String format, @Nullable Object @Nullable [] parameters) {
        if (parameters == null || parameters.length == 0) {
            return format;
        }
        try {
            return MessageFormat.format(format, parameters);
        } catch (IllegalArgumentException e) {
            return format;
        }
    }

    private void accept(Level level, String text, @Nullable Throwable thrown) {
        LogRecord line = new LogRecord(Severities.level(level.getSeverity()), text);
        line.setLoggerName(name);
        line.setThrown(thrown);
        funnel.accept(line, from);
    }
}
