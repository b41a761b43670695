package io.ggen.shell.commands.task;

import io.ggen.api.Problem;
import java.util.function.Consumer;

/** A command that runs until it is interrupted, and tells before that what others wait for. A process of its own. */
public interface Announcing extends Task {
    /**
     * Does it, in the calling thread, until that is interrupted; that is its orderly end.
     *
     * @param announce prints a result at once, as one line of JSON
     */
    Result run(Arguments arguments, Call call, Consumer<Result> announce);

    /** There is no process for it inside a shell. */
    @Override
    default Result run(Arguments arguments, Call call) {
        throw Problem.usage(
                        "this is a command for the system's prompt, where it has a process of its own; nothing was done")
                .asException();
    }
}
