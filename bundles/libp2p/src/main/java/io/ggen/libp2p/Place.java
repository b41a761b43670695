package io.ggen.libp2p;

import io.ggen.p2p.api.Multiaddr;
import java.net.InetSocketAddress;

/**
 * One address to dial, its name looked up.
 *
 * @param address where
 * @param way what carries libp2p there, as in {@link Carrier}
 * @param name the host as the one who gave the address wrote it: a name or an IP address
 */
public record Place(InetSocketAddress address, String way, String name) {
    /** Its address without the name. */
    Multiaddr multiaddr() {
        return multiaddr(address, way);
    }

    static Multiaddr multiaddr(InetSocketAddress address, String way) {
        Multiaddr tcp = Multiaddr.tcp(address.getAddress(), address.getPort());
        return way.isEmpty() ? tcp : Multiaddr.parse(tcp + way);
    }
}
