package io.ggen.lockfile;

import io.ggen.api.Problem;
import io.ggen.api.Texts;

/** A lock that is not taken, in a sentence that names the lock and, where there is one, the place in it. */
record Refusal(String message) implements Problem {
    static Refusal contradiction(String label, String what) {
        return new Refusal(label + " contradicts itself: " + what + "; nothing was changed.");
    }

    static Refusal damage(String label, int line, int column, String what) {
        String reason = Texts.shown(what, 300);
        String bare = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        return new Refusal(label + " is damaged at line " + line + ", column " + Math.max(column, 1) + ": " + bare
                + "; nothing was changed.");
    }
}
