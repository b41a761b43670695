package io.ggen.shell.commands.task;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Problem;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.Optional;

/** What a command gives back. A value: in the shell it can be kept, asked and piped. */
public interface Result {
    /** Writes it for people. */
    void text(Out out);

    /** Writes it as one JSON value. */
    void json(JsonGenerator json) throws IOException;

    /** What this result means if it is bad news, although the command itself did its work; tells the exit status. */
    default Optional<Problem> failure() {
        return Optional.empty();
    }
}
