package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import java.util.List;

/**
 * Remembers good peers across restarts. Called on the node's lane, so it must not block for long: one that writes a file
 * hands that on. What {@link #load} returns is taken as hearsay.
 */
public interface PeerMemory {
    /** The most peers that are ever saved, and that are read of what is loaded. */
    int MOST = 200;

    /** What was saved last, best first; empty if nothing was or it cannot be read. */
    List<PeerAddresses> load();

    /** Keeps {@code peers}, best first, in place of what was kept before. */
    void save(List<PeerAddresses> peers);

    /** One that forgets with the process. */
    static PeerMemory none() {
        return new PeerMemory() {
            private volatile List<PeerAddresses> kept = List.of();

            @Override
            public List<PeerAddresses> load() {
                return kept;
            }

            @Override
            public void save(List<PeerAddresses> peers) {
                kept = List.copyOf(peers);
            }
        };
    }
}
