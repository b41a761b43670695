package io.ggen.p2p.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears of peers. For each peer: connected, then any number of identified, then disconnected; and again. Calls come one
 * after another; what one throws is logged and changes nothing.
 */
@ConsumerType
public interface PeerListener {
    /** The first connection with {@code peer} is ready for streams. */
    default void connected(PeerId peer) {}

    /** The peer told what it speaks and where it listens, for the first time or anew. */
    default void identified(PeerInfo info) {}

    /** The last connection with {@code peer} has ended; {@code why} is one line for people. */
    default void disconnected(PeerId peer, String why) {}
}
