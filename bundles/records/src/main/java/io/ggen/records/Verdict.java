package io.ggen.records;

/** What becomes of a record that is not taken, and of the peer who brought it. */
public enum Verdict {
    /** It could never have been right: whoever passes it on did not check it. */
    REJECT,
    /** It may be right for others, or later: drop it, and blame nobody. */
    IGNORE
}
