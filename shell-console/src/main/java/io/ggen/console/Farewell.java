package io.ggen.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Knows whether the shell was asked to end, by {@code ggen stop}, and how it hears that. Safe for use by many threads. */
final class Farewell {
    private static final String SENTENCE = "This shell was asked to stop, and ends.";

    private boolean asked;
    private boolean waitsForALine;
    private boolean said;
    private @Nullable Runnable wake;
    private @Nullable PrintStream out;

    /** A shell at a terminal says so on {@code out}, and {@code wake} makes it look. */
    synchronized void isAskedOf(PrintStream out, Runnable wake) {
        this.out = out;
        this.wake = wake;
    }

    /** A shell that reads lines of something else says so on {@code out}. */
    synchronized void isAskedOf(PrintStream out) {
        this.out = out;
    }

    /** Asks the shell to end; whether it can hear that. */
    boolean ask() {
        Runnable waking;
        synchronized (this) {
            asked = true;
            if (waitsForALine) {
                say();
                return false;
            }
            waking = wake;
        }
        if (waking != null) {
            waking.run();
        }
        return true;
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /** Tells the user why the shell ends, once. */
    synchronized void say() {
        PrintStream to = out;
        if (to != null && !said) {
            said = true;
            to.println(SENTENCE);
            to.flush();
        }
    }

    /** The next line, or null at the end or if the shell was asked to end. */
    @Nullable
    String next(BufferedReader lines) throws IOException {
        synchronized (this) {
            if (asked) {
                say();
                return null;
            }
            waitsForALine = true;
        }
        try {
            return lines.readLine();
        } finally {
            synchronized (this) {
                waitsForALine = false;
            }
        }
    }
}
