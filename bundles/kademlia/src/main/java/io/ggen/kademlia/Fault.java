package io.ggen.kademlia;

/** What a peer can do wrong, and how much that weighs. */
enum Fault {
    /** What it sent is no message. */
    MALFORMED(5, "sent what is no message"),
    /** A message or value longer than allowed. */
    OVERSIZED(5, "sent more than is allowed"),
    /** A record under another key than its own. */
    WRONG_KEY(5, "sent a record under another key"),
    /** A value that its validator refuses; versions of the rules may differ, so it weighs little. */
    INVALID_VALUE(1, "sent a value that is not valid"),
    /** It named somebody else as a provider. */
    FOREIGN_PROVIDER(3, "named somebody else as a provider"),
    /** It began a request and did not finish it. */
    SLOW(2, "did not finish a request");

    final int weight;
    final String text;

    Fault(int weight, String text) {
        this.weight = weight;
        this.text = text;
    }
}
