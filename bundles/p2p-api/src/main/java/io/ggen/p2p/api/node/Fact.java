package io.ggen.p2p.api.node;

/**
 * Something that a part of the network tells about itself or a peer.
 *
 * @param name a short word for people, also the key in JSON: "mesh", "score"
 * @param value as text; may hold what a peer said: show it through {@code Texts.shown}
 */
public record Fact(String name, String value) {
    /** A number. */
    public static Fact of(String name, long value) {
        return new Fact(name, Long.toString(value));
    }
}
