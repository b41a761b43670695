package io.ggen.launcher.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;

/**
 * Keeps the terminal for what commands say: whatever else is printed or logged in this process goes to the log. Commands write to
 * the raw descriptors, which stay as they are.
 */
public final class Quiet {
    private Quiet() {}

    /** From now on. Costs next to nothing: no logging is brought to life. */
    public static void begin() {
        if (System.getProperty("java.util.logging.config.class") == null
                && System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", "io.ggen.launcher.log.JulSetup");
        }
        System.setOut(stream("stdout", Level.INFO));
        System.setErr(stream("stderr", Level.WARNING));
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught(Funnel.OF_PROCESS));
    }

    private static PrintStream stream(String name, Level level) {
        return new PrintStream(new LineStream(name, level, Funnel.OF_PROCESS), true, StandardCharsets.UTF_8);
    }
}
