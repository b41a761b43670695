package io.ggen.shell.commands.text;

/** How some words look on a terminal with colours. */
public enum Style {
    /** As everything else. */
    PLAIN(""),
    /** What matters most. */
    BOLD("\u001b[1m"),
    /** What matters less. */
    DIM("\u001b[2m"),
    /** Good or added. */
    GREEN("\u001b[32m"),
    /** Bad or removed. */
    RED("\u001b[31m"),
    /** Worth a look, or changed. */
    YELLOW("\u001b[33m");

    static final String END = "\u001b[0m";

    final String start;

    Style(String start) {
        this.start = start;
    }
}
