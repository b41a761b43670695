package io.ggen.p2p.api.node;

import io.ggen.p2p.api.PeerAddresses;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The peers that are worth dialling after a restart. A service of whoever runs the host, and the only one that keeps them: in
 * {@code peers.json} of the home. Whoever knows which peers are good tells it. Safe for use by many threads; nothing blocks.
 */
@ProviderType
public interface PeerBook {
    /** How many peers are remembered. */
    int MOST = 200;

    /**
     * Those remembered, best first, at most {@link #MOST}. Empty while no host runs, and where the host that runs is to dial
     * nobody by itself ({@link NodeStart#configuredBootstrap}). What is said of their addresses is hearsay.
     */
    List<PeerAddresses> remembered();

    /**
     * Remembers {@code peers}, best first, as good right now. They come before those remembered so far, which go when there
     * is no room any more, or when nobody has called them good for 30 days.
     */
    void remember(List<PeerAddresses> peers);
}
