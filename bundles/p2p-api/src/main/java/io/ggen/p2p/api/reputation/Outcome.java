package io.ggen.p2p.api.reputation;

/** How it went with a peer that was asked for bytes. */
public enum Outcome {
    /** It sent what was asked for, and it was right. */
    SERVED,
    /** It did not: refused, stalled, broke off. */
    FAILED,
    /** What came whole from it alone was wrong: a leaf that fails its hash. */
    FORGED
}
