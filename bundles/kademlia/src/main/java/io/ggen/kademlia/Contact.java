package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import java.util.List;

/**
 * A peer, its point of the key space, and where it is said to be.
 *
 * @param peer who
 * @param key the point of its id
 * @param addresses where, without {@code /p2p}
 */
record Contact(PeerId peer, Key key, List<Multiaddr> addresses) {
    Contact {
        addresses = List.copyOf(addresses);
    }

    static Contact of(PeerId peer, List<Multiaddr> addresses) {
        return new Contact(peer, Key.of(peer), addresses);
    }

    PeerAddresses toPeer() {
        return new PeerAddresses(peer, addresses);
    }
}
