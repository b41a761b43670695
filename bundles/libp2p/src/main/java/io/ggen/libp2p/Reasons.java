package io.ggen.libp2p;

import io.ggen.api.Texts;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import java.io.IOException;

/** What is behind what Netty throws. */
final class Reasons {
    private Reasons() {}

    /** What {@code failure} says. */
    static String text(Throwable failure) {
        String text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }

    /** A sentence about {@code failure}, safe to show. */
    static NetworkException of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof NetworkException known) {
                return known;
            }
        }
        String text = Texts.shown(Texts.onOneLine(String.valueOf(failure.getMessage())));
        return failure instanceof IOException
                ? new NetworkException(Reason.DISCONNECTED, "The connection broke: " + text + ".")
                : new NetworkException(Reason.FAILED, "The connection failed: " + text + ".");
    }
}
