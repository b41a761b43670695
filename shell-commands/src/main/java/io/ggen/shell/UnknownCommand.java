package io.ggen.shell;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.util.List;

/** There is no command called {@code typed}; a process that was to run it ends with 127. {@code next} says what was meant. */
public record UnknownCommand(String typed, List<String> next) implements Problem {
    /** Copies the list. */
    public UnknownCommand {
        next = List.copyOf(next);
    }

    @Override
    public String message() {
        return "there is no command '" + Texts.shown(typed, 60) + "'";
    }

    @Override
    public Kind kind() {
        return Kind.USAGE;
    }
}
