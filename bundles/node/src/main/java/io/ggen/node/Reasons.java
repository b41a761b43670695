package io.ggen.node;

import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.p2p.api.NetworkException;

/** One line for people about what went wrong. */
final class Reasons {
    private static final int LONGEST = 300;

    private Reasons() {}

    static String of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem().message();
        }
        return Texts.shown(
                Texts.onOneLine(String.valueOf(NetworkException.of(failure).getMessage())), LONGEST);
    }

    /** The same in the middle of a sentence: no full stop at its end. */
    static String within(Throwable failure) {
        String reason = of(failure);
        return Texts.behindColon(reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason);
    }
}
