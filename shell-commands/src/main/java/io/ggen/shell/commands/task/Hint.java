package io.ggen.shell.commands.task;

/** What kind of thing a user writes in a place; for completion. */
public enum Hint {
    /** Anything. */
    TEXT,
    /** A package of the registries, {@code NAME[@RANGE]}. */
    PACKAGE,
    /** A package of the registries, by name alone. */
    NAME,
    /** A package that is installed, by name. */
    INSTALLED,
    /** A command. */
    COMMAND,
    /** A role of the host. */
    ROLE,
    /** Somebody who could fill the role that the word before names. */
    PROVIDER,
    /** A registry. */
    REGISTRY,
    /** A registry that an installed package brings, and that nobody has added yet. */
    REGISTRY_TO_ADD,
    /** A peer that is connected, or was lost lately. */
    PEER,
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER
}
