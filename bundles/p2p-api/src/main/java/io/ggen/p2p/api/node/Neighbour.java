package io.ggen.p2p.api.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import java.util.List;
import java.util.Optional;

/**
 * A peer that is connected.
 *
 * @param peer who
 * @param connections all connections with it, oldest first; at least one
 * @param info what it says about itself, once it has
 */
public record Neighbour(PeerId peer, List<Connection> connections, Optional<PeerInfo> info) {
    /** Copies the list. */
    public Neighbour {
        connections = List.copyOf(connections);
    }
}
