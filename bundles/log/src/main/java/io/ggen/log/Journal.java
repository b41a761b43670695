package io.ggen.log;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;

/** Hears the log service and has what is worth keeping written, within the levels and allowances of each logger. */
final class Journal implements LogListener {
    /** The logger of the entry that is the last before a flush. */
    static final String MARK = "io.ggen.log.mark";

    private final Levels levels;
    private final Allowances allowances;
    private final Line line;
    private final LineWriter writer;
    private final Clock clock;
    private volatile @Nullable CountDownLatch mark;
    private volatile long errors;
    private volatile String lastError = "";

    Journal(Levels levels, Allowances allowances, Line line, LineWriter writer, Clock clock) {
        this.levels = levels;
        this.allowances = allowances;
        this.line = line;
        this.writer = writer;
        this.clock = clock;
    }

    /** Whether a line of {@code logger} would be written now; one that comes too fast counts as left out. */
    boolean wants(String logger, LogLevel level) {
        return levels.keeps(logger, level) && !allowances.refuses(logger);
    }

    @Override
    public void logged(LogEntry entry) {
        String logger = entry.getLoggerName();
        if (logger.equals(MARK)) {
            CountDownLatch waiting = mark;
            if (waiting != null) {
                waiting.countDown();
            }
            return;
        }
        LogLevel level = entry.getLogLevel();
        if (!levels.keeps(logger, level)) {
            return;
        }
        String text = entry.getMessage() == null ? "" : entry.getMessage();
        if (level == LogLevel.ERROR) {
            errors++; // one thread calls this
            lastError = text;
        }
        long leftOut = allowances.take(logger, text);
        if (leftOut < 0) {
            return;
        }
        Instant time = Instant.ofEpochMilli(entry.getTime());
        String bundle = name(entry.getBundle());
        if (leftOut > 0) {
            writer.write(line.of(time, "WARN", bundle, logger, leftOut(leftOut), null));
        }
        writer.write(line.of(time, level.name(), bundle, logger, text, entry.getException()));
    }

    private static String leftOut(long lines) {
        return "(" + lines + " more " + (lines == 1 ? "line was" : "lines were") + " left out)";
    }

    private static String name(@Nullable Bundle bundle) {
        if (bundle == null) {
            return "-";
        }
        String name = bundle.getSymbolicName();
        return name == null ? "bundle-" + bundle.getBundleId() : name;
    }

    /** How many errors it has heard of. */
    long errors() {
        return errors;
    }

    /** What the last of them said; empty if there was none. */
    String lastError() {
        return lastError;
    }

    /** Waits, at most {@code seconds}, until it has heard what {@code marking} makes the log service tell it. */
    void await(Runnable marking, int seconds) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        mark = waiting;
        marking.run();
        if (!waiting.await(seconds, TimeUnit.SECONDS)) {
            lastError = "the log service did not answer";
        }
    }

    /** Writes how many lines were left out and not told yet. */
    void tellLeftOut() {
        for (Map.Entry<String, Long> each : allowances.untold().entrySet()) {
            writer.write(
                    line.of(clock.instant(), "WARN", "io.ggen.log", each.getKey(), leftOut(each.getValue()), null));
        }
    }
}
