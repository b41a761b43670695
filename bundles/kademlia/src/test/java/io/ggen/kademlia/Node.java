package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.MemoryHost;

/** A node of a simulated network. */
record Node(MemoryHost host, Kademlia kad) {
    PeerId id() {
        return host.id();
    }

    PeerAddresses address() {
        return new PeerAddresses(host.id(), host.addresses());
    }
}
