package io.ggen.records.store;

/**
 * Where a record came from: whom its quota is counted against.
 *
 * @param text an id that stays the same for one introducer (a peer id), or empty text for this host itself
 */
public record Origin(String text) {
    /** This host: its own publishing and installing, its file registries. No quota holds it up. */
    public static final Origin HERE = new Origin("");

    /** A peer, by the text of its id. */
    public static Origin peer(String id) {
        return new Origin(id);
    }

    /** Whether it is this host. */
    public boolean isHere() {
        return text.isEmpty();
    }
}
