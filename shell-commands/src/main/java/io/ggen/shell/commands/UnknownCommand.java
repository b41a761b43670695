package io.ggen.shell.commands;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.util.List;

/** There is no command called {@code typed}. */
record UnknownCommand(String typed) implements Problem {
    @Override
    public String message() {
        return "there is no command '" + Texts.shown(typed, 60) + "'";
    }

    @Override
    public List<String> next() {
        String like = Commands.like(typed);
        return List.of("ggen " + (like == null ? "help" : like));
    }

    @Override
    public Kind kind() {
        return Kind.USAGE;
    }
}
