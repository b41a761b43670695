package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in a few words why the disk refused. */
final class Reasons {
    private Reasons() {}

    static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof NoSuchFileException) {
            return "it is gone";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return Texts.shown(Objects.requireNonNullElse(reason, e.getClass().getSimpleName()));
    }

    /** What to throw where the disk refused: {@code what} could not be done, {@code state} is how things are now. */
    static ProblemException failed(String what, IOException e, String state) {
        if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
            return stopped();
        }
        return Problem.of(what + " (" + of(e) + "); " + state + ".").asException(e);
    }

    /** What to throw where the user interrupts. */
    static ProblemException stopped() {
        return Problem.cancelled("Stopped; nothing was changed.").asException();
    }

    /** Like {@link #stopped}, where some of the work is done and stays. */
    static ProblemException stoppedMidway() {
        return Problem.cancelled("Stopped; what was published by then stays, the rest was left alone.")
                .asException();
    }
}
