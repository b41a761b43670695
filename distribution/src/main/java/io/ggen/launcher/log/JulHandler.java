package io.ggen.launcher.log;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Takes what libraries say through {@code java.util.logging}. Made by {@link JulSetup} when the first of them does. */
public final class JulHandler extends Handler {
    private static volatile @Nullable JulHandler made;

    private final SimpleFormatter formatter = new SimpleFormatter();

    /** For the JDK. */
    public JulHandler() {
        setFormatter(formatter);
        made = this;
    }

    /** From now on lines of {@code severity} are wanted; if nobody has used {@code java.util.logging}, that stays so. */
    static void takes(int severity) {
        if (made != null) {
            Logger root = LogManager.getLogManager().getLogger("");
            if (root != null) {
                root.setLevel(Severities.level(severity));
            }
        }
    }

    @Override
    public void publish(@Nullable LogRecord record) {
        if (record == null || !Funnel.OF_PROCESS.takes(record.getLevel().intValue())) {
            return;
        }
        LogRecord line = new LogRecord(record.getLevel(), formatter.formatMessage(record));
        line.setLoggerName(record.getLoggerName());
        line.setThrown(record.getThrown());
        Funnel.OF_PROCESS.accept(line, Origin.find());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
