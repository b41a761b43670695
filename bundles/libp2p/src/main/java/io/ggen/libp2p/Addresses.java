package io.ggen.libp2p;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What multiaddrs mean to TCP. */
final class Addresses {
    private Addresses() {}

    /** A host, perhaps a name, and a port. */
    record Target(AddressProtocol kind, String host, int port) {
        boolean isName() {
            return kind != AddressProtocol.IP4 && kind != AddressProtocol.IP6;
        }

        /** All addresses. May block if it {@link #isName}. */
        List<InetSocketAddress> resolve() throws UnknownHostException {
            List<InetSocketAddress> found = new ArrayList<>();
            for (InetAddress ip : InetAddress.getAllByName(host)) {
                if (kind == AddressProtocol.DNS4 && !(ip instanceof Inet4Address)
                        || kind == AddressProtocol.DNS6 && !(ip instanceof Inet6Address)) {
                    continue;
                }
                found.add(new InetSocketAddress(ip, port));
            }
            return found;
        }
    }

    /** What {@code address} leads to if this transport can dial it and it is not another peer's than {@code peer}; else null. */
    static @Nullable Target target(Multiaddr address, @Nullable PeerId peer) {
        List<Multiaddr.Part> parts = address.parts();
        int size = parts.size();
        if (size == 3 && parts.get(2).protocol() == AddressProtocol.P2P) {
            if (peer == null || !PeerId.parse(parts.get(2).value()).equals(peer)) {
                return null;
            }
            size = 2;
        }
        if (size != 2 || parts.get(1).protocol() != AddressProtocol.TCP) {
            return null;
        }
        AddressProtocol kind = parts.get(0).protocol();
        return switch (kind) {
            case IP4, IP6, DNS, DNS4, DNS6 ->
                new Target(
                        kind,
                        parts.get(0).value(),
                        Integer.parseInt(parts.get(1).value()));
            default -> null;
        };
    }

    /**
     * Where others can dial a socket bound to {@code bound} for {@code asked}: itself, or, for a wildcard, every address of this
     * machine of the kind asked for (the JDK binds both wildcards to that of IPv6).
     */
    static List<Multiaddr> reachable(InetSocketAddress bound, Target asked) throws SocketException {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return List.of(Multiaddr.tcp(bound.getAddress(), bound.getPort()));
        }
        boolean four = asked.kind() == AddressProtocol.IP4;
        List<Multiaddr> found = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!device.isUp()) {
                continue;
            }
            for (InetAddress ip : Collections.list(device.getInetAddresses())) {
                if (ip instanceof Inet4Address == four && !ip.isLinkLocalAddress()) {
                    found.add(Multiaddr.tcp(ip, bound.getPort()));
                }
            }
        }
        return found;
    }
}
