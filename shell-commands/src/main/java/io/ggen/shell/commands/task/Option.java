package io.ggen.shell.commands.task;

/**
 * One option of a command.
 *
 * @param name with its dashes
 * @param label what stands for its value in help, or empty text for a flag
 * @param hint what kind of value it takes
 * @param repeatable whether it may be given more than once
 * @param description for help: what it does, without a capital or a full stop
 * @param refusal why it is refused, or empty text; a refused option is not shown
 */
public record Option(String name, String label, Hint hint, boolean repeatable, String description, String refusal) {
    /** Prints JSON; every command has it. */
    public static final Option JSON = flag("--json", "print the result as one JSON document");

    /** Prints stack traces; every command has it. */
    public static final Option DEBUG =
            flag("--debug", "on failure, print every reason, and where in the program it happened");

    /** Asks for help; every command has it, also as {@code -h}. */
    public static final Option HELP = flag("--help", "show this help");

    /** An option without a value. */
    public static Option flag(String name, String description) {
        return new Option(name, "", Hint.TEXT, false, description, "");
    }

    /** An option with a value. */
    public static Option value(String name, String label, Hint hint, String description) {
        return new Option(name, label, hint, false, description, "");
    }

    /** An option with a value that may be given again and again. */
    public static Option values(String name, String label, Hint hint, String description) {
        return new Option(name, label, hint, true, description, "");
    }

    /** A flag that people may expect but that does not exist, and why. */
    public static Option refused(String name, String refusal) {
        return new Option(name, "", Hint.TEXT, false, "", refusal);
    }

    /** Whether it takes no value. */
    public boolean isFlag() {
        return label.isEmpty();
    }

    /** Whether help and completion leave it out. */
    public boolean isHidden() {
        return !refusal.isEmpty();
    }
}
