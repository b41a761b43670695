package io.ggen.shell.commands.task;

import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
public interface Prompt {
    /** Nobody is there. */
    Prompt NOBODY = question -> Optional.empty();

    /**
     * What the person answers to {@code question}, one line without its end; empty if nobody is there. Blocks until then;
     * an interrupt ends it with a {@link io.ggen.api.ProblemException} (cancelled).
     */
    Optional<String> answer(String question);
}
