package io.ggen.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.node.Neighbour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is connected with a host, put together from what it tells. */
final class Peers {
    private Peers() {}

    static int count(Host host) {
        Set<PeerId> peers = new HashSet<>();
        for (Connection connection : host.connections()) {
            peers.add(connection.peer());
        }
        return peers.size();
    }

    static List<Neighbour> neighbours(Host host) {
        Map<PeerId, PeerInfo> infos = new HashMap<>();
        for (PeerInfo info : host.peers()) {
            infos.put(info.peer(), info);
        }
        Map<PeerId, List<Connection>> connections = new LinkedHashMap<>();
        for (Connection connection : host.connections()) {
            connections
                    .computeIfAbsent(connection.peer(), one -> new ArrayList<>())
                    .add(connection);
        }
        List<Neighbour> neighbours = new ArrayList<>(connections.size());
        connections.forEach(
                (peer, all) -> neighbours.add(new Neighbour(peer, all, Optional.ofNullable(infos.get(peer)))));
        return neighbours;
    }

    /** Where everybody who is connected can be dialled: where we have dialled them, else where they say they listen. */
    static List<PeerAddresses> addresses(Host host) {
        List<PeerAddresses> all = new ArrayList<>();
        for (Neighbour neighbour : neighbours(host)) {
            Set<Multiaddr> addresses = new LinkedHashSet<>();
            for (Connection connection : neighbour.connections()) {
                if (!connection.inbound()) {
                    addresses.add(connection.remote().withoutPeer());
                }
            }
            neighbour.info().ifPresent(info -> addresses.addAll(info.addresses()));
            if (!addresses.isEmpty()) {
                all.add(new PeerAddresses(neighbour.peer(), new ArrayList<>(addresses)));
            }
        }
        return all;
    }
}
