package io.ggen.log;

import java.util.function.BiConsumer;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Brings what reached the process by other ways ({@link System.Logger}, {@code java.util.logging}, the standard streams) to the log
 * service, in the name of the bundle whose class loader it came from; of the framework, if it came from none.
 */
final class Bridge implements BiConsumer<LogRecord, @Nullable ClassLoader> {
    private final LoggerFactory loggers;
    private final Bundle framework;
    private final Journal journal;

    Bridge(LoggerFactory loggers, Bundle framework, Journal journal) {
        this.loggers = loggers;
        this.framework = framework;
        this.journal = journal;
    }

    @Override
    public void accept(LogRecord record, @Nullable ClassLoader from) {
        String name = record.getLoggerName();
        String logger = name == null || name.isEmpty() ? Logger.ROOT_LOGGER_NAME : name;
        LogLevel level = level(record.getLevel().intValue());
        if (!journal.wants(logger, level)) {
            return;
        }
        Bundle bundle = from instanceof BundleReference of && of.getBundle() != null ? of.getBundle() : framework;
        log(
                loggers.getLogger(bundle, logger, Logger.class),
                level,
                String.valueOf(record.getMessage()),
                record.getThrown());
    }

    private static LogLevel level(int severity) {
        if (severity >= System.Logger.Level.ERROR.getSeverity()) {
            return LogLevel.ERROR;
        }
        if (severity >= System.Logger.Level.WARNING.getSeverity()) {
            return LogLevel.WARN;
        }
        if (severity >= System.Logger.Level.INFO.getSeverity()) {
            return LogLevel.INFO;
        }
        return severity >= System.Logger.Level.DEBUG.getSeverity() ? LogLevel.DEBUG : LogLevel.TRACE;
    }

    private static void log(Logger logger, LogLevel level, String text, @Nullable Throwable thrown) {
        Object[] said = thrown == null ? new Object[] {text} : new Object[] {text, thrown};
        switch (level) {
            case ERROR -> logger.error("{}", said);
            case WARN -> logger.warn("{}", said);
            case DEBUG -> logger.debug("{}", said);
            case TRACE -> logger.trace("{}", said);
            default -> logger.info("{}", said);
        }
    }
}
