package io.ggen.trust;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in words for users what the operating system has refused. */
final class Failures {
    private Failures() {}

    /** Half a sentence about {@code e}. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "access to " + file(denied) + " is denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return file(missing) + " is missing";
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return file(existing) + " is in the way";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        if (said == null) {
            return e.getClass().getSimpleName();
        }
        if (said.contains("No space left")) {
            return "the disk is full";
        }
        if (said.contains("Read-only file system")) {
            return "the file system is read-only";
        }
        return Texts.shown(e instanceof FileSystemException system ? file(system) + ": " + said : said, 300);
    }

    private static String file(FileSystemException e) {
        String file = e.getFile();
        return file == null ? "a file" : Texts.shown(file, 300);
    }

    /** {@code what}, as "Reading x", failed; {@code state} says how things are now. */
    static ProblemException problem(String what, IOException e, String state) {
        if (e instanceof ClosedByInterruptException) {
            return Problem.cancelled(what + " was stopped; " + state + ".").asException(e);
        }
        return Problem.of(what + " failed because " + reason(e) + "; " + state + ".")
                .asException(e);
    }

    /** The user has stopped {@code what}. The thread stays interrupted. */
    static ProblemException stopped(String what, String state) {
        Thread.currentThread().interrupt();
        return Problem.cancelled(what + " was stopped; " + state + ".").asException();
    }

    static String shown(Path path) {
        return Texts.shown(path.toString(), 300);
    }
}
