package io.ggen.shell.commands;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what a user needs to know from whatever a command threw. */
public final class Failures {
    private static final int DEEPEST = 20;

    private Failures() {}

    /**
     * {@code thrown} as a problem: its own, that the user stopped the command, or a fault of the program. A fault goes to the log,
     * whose file is {@code log} where there is one.
     */
    public static Problem problem(Throwable thrown, Optional<Path> log) {
        Problem own = thrown instanceof ProblemException e ? e.problem() : null;
        if (own != null && own.kind() == Problem.Kind.CANCELLED) {
            return own;
        }
        if (isCancelled(thrown)) {
            return Problem.cancelled(own == null ? "cancelled before it was done" : "cancelled; " + own.message());
        }
        return own != null ? own : fault(thrown, log);
    }

    private static Problem fault(Throwable thrown, Optional<Path> log) {
        System.getLogger(Failures.class.getName()).log(System.Logger.Level.ERROR, "A command failed", thrown);
        return Problem.of("this is a fault of ggen itself, and the command may not be done: "
                + Texts.shown(thrown.toString(), 300) + "; "
                + log.map(file -> "details are in " + file).orElse("--debug shows where it happened"));
    }

    private static boolean isCancelled(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
