package io.ggen.sync;

/** What a peer can do wrong, and how much that weighs. */
enum Fault {
    /** What it sent is no message. */
    MALFORMED(5, "sent what is no message"),
    /** A message longer than allowed. */
    OVERSIZED(5, "sent more than is allowed"),
    /** Records, or ids, that nobody asked for. */
    UNASKED(5, "sent what nobody asked for"),
    /** A record that is never right. */
    REJECTED(10, "sent a record that is never right"),
    /** Cursors, pages or rounds without an end. */
    ENDLESS(5, "did not come to an end"),
    /** It began something and did not finish it. */
    SLOW(1, "did not finish in time");

    final int weight;
    final String text;

    Fault(int weight, String text) {
        this.weight = weight;
        this.text = text;
    }
}
