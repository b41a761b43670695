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

    /**
     * No connection came about with whoever is at {@code address}, though TCP was connected: it did not prove who it is, is not
     * who was dialled, was too slow or one too many. {@code why} is one line for people and may hold what a stranger sent. Under
     * a flood not every one is told.
     *
     * @param address the other end; if inbound, its port is good for nothing
     * @param inbound whether the other end dialled
     */
    default void handshakeFailed(Multiaddr address, boolean inbound, String why) {}
}
