package io.ggen.record.store;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** What can go wrong with the files, told apart: damage, a disk in the way, a channel that an interrupt closed. */
final class Troubles {
    private Troubles() {}

    /** Whether the file itself is to blame. */
    static boolean isDamage(Throwable failure) {
        if (cause(failure, IOException.class) != null) {
            return false;
        }
        if (failure instanceof MVStoreException known) {
            return known.getErrorCode() != DataUtils.ERROR_CLOSED;
        }
        return failure instanceof BufferUnderflowException
                || failure instanceof IndexOutOfBoundsException
                || failure instanceof NegativeArraySizeException
                || failure instanceof IllegalArgumentException
                || failure instanceof ClassCastException;
    }

    /** Whether to open the file again is all that is needed: an interrupted thread closes a channel that it uses. */
    static boolean isInterruption(Throwable failure) {
        return cause(failure, ClosedChannelException.class) != null
                || failure instanceof MVStoreException known && known.getErrorCode() == DataUtils.ERROR_CLOSED;
    }

    /** Whether the disk is in the way. */
    static boolean isDisk(Throwable failure) {
        return cause(failure, IOException.class) != null;
    }

    /** A failure of whatever needed the store because of the disk. */
    static ProblemException disk(Path folder, Throwable failure) {
        return Problem.of(
                        "The record catalogue in " + folder + " cannot be used (" + reason(failure)
                                + "); nothing was taken in.",
                        "ggen doctor")
                .asException(failure);
    }

    /** A failure to take something in because of the disk; all that is there can be read. */
    static ProblemException unwritten(Path folder, Throwable failure) {
        return Problem.of(
                        "The record catalogue in " + folder + " cannot grow (" + reason(failure)
                                + "); nothing was taken in, and what is in it stays.",
                        "ggen doctor")
                .asException(failure);
    }

    /** What to tell if a commit failed because of the disk. */
    static String uncommitted(Path folder, Throwable failure) {
        return "The record catalogue in " + folder + " could not be brought up to date (" + reason(failure)
                + "); nothing is lost, since its journal has what was taken in, and it is tried again by itself.";
    }

    private static String reason(Throwable failure) {
        IOException found = cause(failure, IOException.class);
        if (found instanceof AccessDeniedException) {
            return "access is denied";
        }
        String why = String.valueOf(found == null ? failure.getMessage() : found.getMessage());
        return why.contains("No space left") ? "the disk is full" : Texts.shown(Texts.onOneLine(why));
    }

    static ProblemException inUse(Path folder) {
        return Problem.of(
                        "Another process has the record catalogue in " + folder
                                + " open; nothing was taken in, and what is in it cannot be told now.",
                        "ggen doctor")
                .asException();
    }

    private static <E extends Throwable> @Nullable E cause(Throwable failure, Class<E> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
