package io.ggen.launcher.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where all lines for the log come together, each with the class loader that it came from, and wait until somebody takes them. The
 * first one has that somebody started; a process that logs nothing starts nothing and opens nothing. Safe for use by many
 * threads; whoever logs never waits and never sees a failure.
 */
public final class Funnel {
    /** So many lines wait until the log is there; what comes then is counted and left out. */
    static final int MOST_WAITING = 1024;

    /** The one of this process: the JDK makes its loggers, handlers and streams by itself and has no way to pass it on. */
    static final Funnel OF_PROCESS = new Funnel();

    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long leftOut;
    private @Nullable Runnable onFirst;
    private volatile @Nullable BiConsumer<LogRecord, @Nullable ClassLoader> sink;
    private volatile int least = System.Logger.Level.INFO.getSeverity();

    Funnel() {}

    private record Waiting(LogRecord line, @Nullable ClassLoader from) {}

    /** The funnel of this process. */
    public static Funnel ofProcess() {
        return OF_PROCESS;
    }

    /** Whether lines of {@code severity}, as {@link System.Logger.Level#getSeverity} counts, are taken. */
    boolean takes(int severity) {
        return severity >= least;
    }

    int leastSeverity() {
        return least;
    }

    /** Takes a line, if it is bad enough. What the log itself says while it takes one is dropped. */
    void accept(LogRecord line, @Nullable ClassLoader from) {
        if (!takes(line.getLevel().intValue()) || inside.get() != null) {
            return;
        }
        inside.set(Boolean.TRUE);
        try {
            BiConsumer<LogRecord, @Nullable ClassLoader> to = sink;
            if (to == null) {
                to = keep(line, from);
            }
            if (to != null) {
                to.accept(line, from);
            }
        } catch (RuntimeException | LinkageError e) {
            lose(); // the log is being replaced, or broken: whoever logs has other things to do
        } finally {
            inside.remove();
        }
    }

    private @Nullable BiConsumer<LogRecord, @Nullable ClassLoader> keep(LogRecord line, @Nullable ClassLoader from) {
        Runnable start;
        synchronized (this) {
            if (sink != null) {
                return sink;
            }
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new Waiting(line, from));
            } else {
                leftOut++;
            }
            start = onFirst;
            onFirst = null;
        }
        if (start != null) {
            start.run();
        }
        return null;
    }

    private synchronized void lose() {
        leftOut++;
    }

    /** Has {@code start}, which returns at once, run when the first line comes; now, if one has come already. */
    public void onFirst(Runnable start) {
        synchronized (this) {
            if (waiting.isEmpty()) {
                onFirst = start;
                return;
            }
        }
        start.run();
    }

    /**
     * From now on {@code to} gets the lines, those that wait first.
     *
     * @param severity the least that it wants, as {@link System.Logger.Level#getSeverity} counts
     */
    public synchronized void attach(BiConsumer<LogRecord, @Nullable ClassLoader> to, int severity) {
        least = severity;
        JulHandler.takes(severity);
        inside.set(Boolean.TRUE);
        try {
            for (Waiting each = waiting.poll(); each != null; each = waiting.poll()) {
                to.accept(each.line(), each.from());
            }
            if (leftOut > 0) {
                LogRecord told = new LogRecord(Level.WARNING, "(" + leftOut + " more lines were left out)");
                told.setLoggerName("io.ggen.launcher");
                leftOut = 0;
                to.accept(told, null);
            }
        } finally {
            inside.remove();
        }
        sink = to;
    }

    /** Nobody takes lines for now; they wait again. */
    public synchronized void detach() {
        sink = null;
    }
}
