package io.ggen.leases;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells what a step dies of when its provider goes away under it. */
final class Deaths {
    private static final int DEEPEST = 16;

    private Deaths() {}

    /** Whether {@code death}, or what caused it, is a class that is gone or something that is closed. */
    static boolean isOfLeaving(Throwable death) {
        @Nullable Throwable cause = death;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof LinkageError
                    || cause instanceof ClassNotFoundException
                    || cause instanceof TypeNotPresentException
                    || cause instanceof IllegalStateException
                    || cause instanceof RejectedExecutionException
                    || (cause instanceof ClosedChannelException && !(cause instanceof ClosedByInterruptException))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
