package io.ggen.shell.commands.task;

import java.util.List;

/** A family of commands. Only the class of the command asked for is loaded. */
public interface Scope {
    /** The word before the colon. */
    String name();

    /** What its commands are about, in a few words. */
    String title();

    /** The words after the colon, in the order to show them. */
    List<String> functions();

    /** The command {@code function}, which is one of {@link #functions()}. */
    Task task(String function);
}
