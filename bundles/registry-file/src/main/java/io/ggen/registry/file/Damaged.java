package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ggen.api.Texts;
import org.jspecify.annotations.Nullable;

/** A file of the registry does not hold what it should; the message is half a sentence with line and column. */
final class Damaged extends Exception {
    private static final long serialVersionUID = 1;

    Damaged(String why) {
        super(why);
    }

    /** Something is wrong at the token where {@code parser} stands. */
    static Damaged at(JsonParser parser, String why) {
        return new Damaged(place(parser.currentTokenLocation()) + why);
    }

    /** The text is not JSON, or goes over a bound. */
    static Damaged of(JsonProcessingException e) {
        String why = e.getOriginalMessage();
        int lineEnd = why == null ? -1 : why.indexOf('\n');
        return new Damaged(place(e.getLocation())
                + Texts.shown(why == null ? "not JSON" : lineEnd < 0 ? why : why.substring(0, lineEnd)));
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    /** The message, which is never missing. */
    String why() {
        String message = getMessage();
        return message == null ? "damaged" : message;
    }
}
