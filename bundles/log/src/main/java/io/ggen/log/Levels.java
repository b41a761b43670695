package io.ggen.log;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.log.LogLevel;

/** The least that is kept of each logger. A name stands for all loggers that begin with it and a dot, unless a longer one does. */
final class Levels {
    /** The log service tells of every bundle and every service that comes and goes under this name; only trouble is kept. */
    private static final String EVENTS = "Events";

    private final LogLevel least;
    private final Map<String, LogLevel> exceptions;

    private Levels(LogLevel least, Map<String, LogLevel> exceptions) {
        this.least = least;
        this.exceptions = Map.copyOf(exceptions);
    }

    /** Levels as settings spell them; what is no level counts as {@code info}. */
    static Levels of(String level, String... exceptions) {
        Map<String, LogLevel> byName = new HashMap<>();
        byName.put(EVENTS, LogLevel.WARN);
        for (String exception : exceptions) {
            int equals = exception.lastIndexOf('=');
            if (equals > 0) {
                byName.put(exception.substring(0, equals).strip(), parse(exception.substring(equals + 1)));
            }
        }
        return new Levels(parse(level), byName);
    }

    static LogLevel parse(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        for (LogLevel level : LogLevel.values()) {
            if (level != LogLevel.AUDIT && level.name().equals(word)) {
                return level;
            }
        }
        return word.equals("WARNING") ? LogLevel.WARN : LogLevel.INFO;
    }

    /** Whether a line of this logger and level is kept. */
    boolean keeps(String logger, LogLevel level) {
        return of(logger).implies(level);
    }

    private LogLevel of(String logger) {
        String name = logger;
        while (true) {
            LogLevel own = exceptions.get(name);
            if (own != null) {
                return own;
            }
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return least;
            }
            name = name.substring(0, dot);
        }
    }
}
