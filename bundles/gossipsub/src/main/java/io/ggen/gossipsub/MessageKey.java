package io.ggen.gossipsub;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The id of a message, as a key of maps. */
final class MessageKey {
    /** The most bytes an id has. */
    static final int MOST_BYTES = 128;

    private final byte[] bytes;
    private final int hash;

    MessageKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessageKey that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
