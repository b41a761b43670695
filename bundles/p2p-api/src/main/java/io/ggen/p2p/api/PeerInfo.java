package io.ggen.p2p.api;

import java.util.List;
import java.util.Optional;

/**
 * What a peer says about itself (libp2p Identify). Claims, not facts, but for the id.
 *
 * @param peer who says it, as the connection proved
 * @param protocols what it speaks
 * @param addresses where it says it listens, without {@code /p2p}; those not understood are left out
 * @param agent its software, as it came: show it through {@code Texts.shown}
 * @param observed our own address as the peer sees it, if it says
 */
public record PeerInfo(
        PeerId peer,
        List<ProtocolId> protocols,
        List<Multiaddr> addresses,
        String agent,
        Optional<Multiaddr> observed) {
    /** Copies the lists. */
    public PeerInfo {
        protocols = List.copyOf(protocols);
        addresses = List.copyOf(addresses);
    }
}
