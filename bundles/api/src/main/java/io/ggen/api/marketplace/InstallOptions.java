package io.ggen.api.marketplace;

import io.ggen.api.resolver.Question;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to install.
 *
 * @param target the folder to install into
 * @param lock a lock file to read instead of the target's own, or null; it is not written
 * @param force whether to extract and link again what is there already
 * @param dryRun whether to stop before anything is fetched or written, and tell what would be done
 * @param frozen whether to refuse any difference from the lock
 * @param offline whether to use only what is on this machine
 * @param choice how to choose versions
 */
public record InstallOptions(
        Path target,
        @Nullable Path lock,
        boolean force,
        boolean dryRun,
        boolean frozen,
        boolean offline,
        Question.Options choice) {
    /** The plain way into {@code target}. */
    public static InstallOptions into(Path target) {
        return new InstallOptions(target, null, false, false, false, false, Question.Options.DEFAULT);
    }
}
