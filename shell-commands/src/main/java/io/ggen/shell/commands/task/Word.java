package io.ggen.shell.commands.task;

/**
 * One place for an argument that is not an option.
 *
 * @param label what stands for it in help
 * @param hint what kind of thing it is
 * @param required whether it must be there
 * @param many whether more of the kind may follow; only the last place of a command
 * @param description for help
 */
public record Word(String label, Hint hint, boolean required, boolean many, String description) {
    /** How help shows it: {@code DIR}, {@code [N]}, {@code NAME…}, {@code [SPEC…]}. */
    public String shown() {
        String all = many ? label + "..." : label;
        return required ? all : "[" + all + "]";
    }
}
