package io.ggen.trust;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.nio.file.Path;

/** A trust file that does not say what it should; the message is a clause with the place. */
final class Damage extends Exception {
    private static final long serialVersionUID = 1;

    Damage(String why) {
        super(why);
    }

    private Damage(String why, Throwable cause) {
        super(why, cause);
    }

    /** {@code why}, at the value or name where {@code parser} stands. */
    static Damage at(JsonParser parser, String why) {
        return new Damage(place(parser.currentTokenLocation()) + why);
    }

    /** What {@code parser} itself could not read. */
    static Damage of(JsonParser parser, JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            int line = parser.currentLocation().getLineNr();
            return new Damage("line " + line + ": something in it is far too long or too deep", e);
        }
        JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        String why = e instanceof JsonEOFException
                ? "it ends in the middle"
                : firstClause(String.valueOf(e.getOriginalMessage()));
        return new Damage(place(at) + why, e);
    }

    private static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** Jackson's messages go on about what it would have taken; the first clause says it. */
    private static String firstClause(String message) {
        int end = message.length();
        for (String stop : new String[] {"\n", " (for ", ": expected", ": was expecting"}) {
            int at = message.indexOf(stop);
            end = at > 0 && at < end ? at : end;
        }
        return Texts.shown(message.substring(0, end));
    }

    /** This as a failure of whatever needed {@code file}. */
    ProblemException problem(Path file) {
        return Problem.of("The file " + Failures.shown(file) + " is damaged (" + getMessage()
                        + "), so nobody knows which names are pinned, and nothing was changed; repair it, or move it away"
                        + " and lose its pins and revocations.")
                .asException(this);
    }
}
