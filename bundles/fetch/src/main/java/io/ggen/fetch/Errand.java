package io.ggen.fetch;

/** A request for leaves, under way at one peer. For one lane. */
final class Errand {
    final Sender sender;
    final Span span;
    final Ask ask;
    final long began;
    /** When the latest leaf came, or it began. */
    long latest;
    /** Whether another peer is asked for the same. */
    boolean doubled;
    /** Whether its leaves may be given to others as if nobody were asked for them. */
    boolean released;

    /** Whether it was ended from here. */
    boolean cancelled;

    /** How many leaves came. */
    int came;

    Errand(Sender sender, Span span, Ask ask, long began) {
        this.sender = sender;
        this.span = span;
        this.ask = ask;
        this.began = began;
        this.latest = began;
    }
}
