package io.ggen.shell.commands.task;

/** One command. Stateless: what it takes stands in its {@link Syntax}, and it decides nothing that a service can. */
public interface Task {
    /** What it takes. The only source for parsing, help and completion. */
    Syntax syntax();

    /**
     * Does it, in the calling thread.
     *
     * @throws io.ggen.api.ProblemException if it cannot be done
     */
    Result run(Arguments arguments, Call call);
}
