package io.ggen.libp2p.select;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** One side of an agreement on a protocol: bytes in, answers out. */
public interface Selection {
    /** What to send before anything has come, or null. */
    @Nullable
    ByteBuf start();

    /**
     * Takes one byte from the other side. Throws {@link io.ggen.p2p.api.NetworkException}: MALFORMED if the other side breaks the
     * rules, NO_PROTOCOL if there is nothing to agree upon, LIMIT if it takes too many tries.
     */
    void take(byte b);

    /** What to send now, once: the answers to what was taken; null if there are none. */
    @Nullable
    ByteBuf answer();

    /** What was agreed upon, or null as long as nothing was. Bytes behind that belong to the protocol. */
    @Nullable
    String agreed();
}
