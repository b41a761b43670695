package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.node.PeerBook;
import java.util.List;

/** Remembers good peers in the host's book. */
record BookMemory(PeerBook book) implements PeerMemory {
    @Override
    public List<PeerAddresses> load() {
        return book.remembered();
    }

    @Override
    public void save(List<PeerAddresses> peers) {
        book.remember(peers);
    }
}
