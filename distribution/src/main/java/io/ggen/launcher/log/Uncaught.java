package io.ggen.launcher.log;

import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Has the end of a thread by an exception logged. */
final class Uncaught implements Thread.UncaughtExceptionHandler {
    private final Funnel funnel;

    Uncaught(Funnel funnel) {
        this.funnel = funnel;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        LogRecord line = new LogRecord(Level.SEVERE, "The thread '" + thread.getName() + "' ended by an exception");
        line.setLoggerName("uncaught");
        line.setThrown(thrown);
        funnel.accept(line, thread.getContextClassLoader());
    }
}
