package io.ggen.p2p.api;

import java.util.List;

/**
 * A peer and where it is said to be.
 *
 * @param peer who
 * @param addresses where, without {@code /p2p}; may be empty
 */
public record PeerAddresses(PeerId peer, List<Multiaddr> addresses) {
    /** Copies the list. */
    public PeerAddresses {
        addresses = List.copyOf(addresses);
    }
}
