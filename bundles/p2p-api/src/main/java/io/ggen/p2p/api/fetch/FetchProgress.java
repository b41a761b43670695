package io.ggen.p2p.api.fetch;

/** Hears how a fetch gets on. Called from any thread, many times a second; must return at once. */
public interface FetchProgress {
    /** Hears nothing. */
    FetchProgress NONE = new FetchProgress() {};

    /** {@code done} of {@code total} bytes are here and verified; {@code peers} send at the moment. */
    default void at(long done, long total, int peers) {}

    /** Something that the user should know although the fetch goes on: one sentence. */
    default void warning(String sentence) {}
}
