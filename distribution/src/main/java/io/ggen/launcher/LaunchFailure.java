package io.ggen.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleException;

/** Why ggen could not start: one sentence for the user, and what to try. */
final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> next;

    LaunchFailure(String sentence, String next) {
        super(sentence);
        this.next = List.of(next);
    }

    LaunchFailure(String sentence, List<String> next, Throwable cause) {
        super(sentence, cause);
        this.next = next;
    }

    /** What {@code failure} of the framework comes from: Felix hides behind words of its own that a disk is full. */
    static Exception reason(Path home, BundleException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause instanceof IOException
                ? new LaunchFailure(
                        "the home " + home + " cannot be written (" + cause.getMessage() + "); nothing was changed.",
                        List.of("ggen doctor", "df -h " + home),
                        failure)
                : failure;
    }

    /** Whether the disk, or whoever may write where on it, is to blame. */
    boolean isOfDisk() {
        return getCause() != null;
    }

    /** The commands to try, most promising first. */
    List<String> next() {
        return next;
    }
}
