package io.ggen.shell.commands.task;

/**
 * A use of a command, for help.
 *
 * @param line as typed at an operating system's prompt, {@code ggen} included
 * @param effect what it does
 */
public record Example(String line, String effect) {}
