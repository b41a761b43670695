package io.ggen.shell.commands.task;

import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command: all that it works with.
 *
 * @param services what does the work
 * @param scopes all commands there are
 * @param folder where relative paths start
 * @param progress hears how the work gets on
 * @param prompt asks the person at the terminal, if there is one
 * @param nanos a clock that never jumps, in nanoseconds
 */
public record Call(
        Services services, List<Scope> scopes, Path folder, Progress progress, Prompt prompt, LongSupplier nanos) {
    /** The path that a user wrote, absolute. */
    public Path path(String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw Problem.usage("'" + Texts.shown(text) + "' is not a path on this system; nothing was done")
                    .asException(e);
        }
    }

    /** The target that a user named, or the default one. */
    public Path target(@Nullable String text) {
        return text == null ? services.home().packages() : path(text);
    }
}
