package io.ggen.extractor;

import io.ggen.api.Texts;

/** An archive breaks a rule; the message is the clause that says which entry and how. An ordinary thing with strangers. */
final class BrokenRule extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String clause;

    BrokenRule(String clause) {
        super(clause, null, false, false);
        this.clause = clause;
    }

    /** Which entry breaks which rule. */
    String clause() {
        return clause;
    }

    /** A rule broken by the entry called {@code path}. */
    static BrokenRule by(String path, String how) {
        return new BrokenRule(quoted(path) + " " + how);
    }

    /** {@code text} from the archive, safe to show. */
    static String quoted(String text) {
        return "'" + Texts.shown(text) + "'";
    }

    /** What {@code limits} do not allow: the clause names the limit and what was found. */
    static BrokenRule limit(String path, String found, long most) {
        return by(path, found + ", and at most " + most + " are allowed");
    }
}
