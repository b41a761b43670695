package io.ggen.p2p.api;

/** Something that holds until it is closed. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /** Ends it. Calling it again does nothing. */
    @Override
    void close();
}
