package io.ggen.installer.work;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the disk would not do. */
public final class Failures {
    private Failures() {}

    /**
     * A failure as something to throw.
     *
     * @param place what was being worked on, for failures that do not say where they happened
     * @param state what state things are in now: "nothing was installed"
     */
    public static ProblemException problem(IOException e, Path place, String state) {
        if (isInterruption(e)) {
            return cancelled(state).asException(e);
        }
        return Problem.of(sentence(e, place) + "; " + state + ".").asException(e);
    }

    /** The problem of an operation that was interrupted; the thread's interrupt is answered by it and taken back. */
    public static Problem cancelled(String state) {
        Thread.interrupted();
        return Problem.cancelled("Interrupted; " + state + ".");
    }

    /** Whether {@code e} only says that the thread was interrupted. */
    public static boolean isInterruption(IOException e) {
        return e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException;
    }

    private static String sentence(IOException e, Path place) {
        String where = Texts.shown(where(e, place), 400);
        String reason = reason(e);
        if (reason.contains("No space left") || reason.contains("uota exceeded")) {
            return "The disk that holds " + Texts.shown(place.toString(), 400) + " is full (" + reason + ")";
        }
        if (e instanceof AccessDeniedException) {
            return where + " cannot be read or written: permission denied";
        }
        if (reason.contains("Read-only file system")) {
            return where + " cannot be written: it is on a read-only file system";
        }
        if (e instanceof NotDirectoryException || reason.contains("Not a directory")) {
            return where + " cannot be used: it, or what is above it, is not a folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return where + " is in the way";
        }
        if (e instanceof NoSuchFileException) {
            return where + " is missing";
        }
        return where + " could not be read or written (" + reason + ")";
    }

    private static String where(IOException e, Path place) {
        @Nullable String file = e instanceof FileSystemException f ? f.getFile() : null;
        return file == null ? place.toString() : file;
    }

    private static String reason(IOException e) {
        @Nullable String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : Texts.shown(reason);
    }
}
