package io.ggen.p2p.api.pubsub;

/** What becomes of a message (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.1.md}, extended validators). */
public enum Verdict {
    /** Good and new: it is forwarded. */
    ACCEPT,
    /** Not worth forwarding; nobody is to blame. */
    IGNORE,
    /** Against the rules: not forwarded, and it counts against the peer that sent it. */
    REJECT
}
