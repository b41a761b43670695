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

    /** A host, perhaps a name, a port, and what stands behind it. */
    record Target(AddressProtocol kind, String host, int port, String way) {
        boolean isName() {
            return kind != AddressProtocol.IP4 && kind != AddressProtocol.IP6;
        }

        /** All addresses. May block if it {@link #isName}. */
        List<Place> resolve() throws UnknownHostException {
            List<Place> found = new ArrayList<>();
            for (InetAddress ip : InetAddress.getAllByName(host)) {
                if (kind == AddressProtocol.DNS4 && !(ip instanceof Inet4Address)
                        || kind == AddressProtocol.DNS6 && !(ip instanceof Inet6Address)) {
                    continue;
                }
                found.add(new Place(new InetSocketAddress(ip, port), way, host));
            }
            return found;
        }
    }

    /** What {@code address} leads to if that is a TCP port, and not another peer's than {@code peer}; else null. */
    static @Nullable Target target(Multiaddr address, @Nullable PeerId peer) {
        List<Multiaddr.Part> parts = address.parts();
        int size = parts.size();
        if (size > 2 && parts.get(size - 1).protocol() == AddressProtocol.P2P) {
            if (peer == null || !PeerId.parse(parts.get(size - 1).value()).equals(peer)) {
                return null;
            }
            size--;
        }
        if (size < 2 || parts.get(1).protocol() != AddressProtocol.TCP) {
            return null;
        }
        StringBuilder way = new StringBuilder();
        for (Multiaddr.Part part : parts.subList(2, size)) {
            if (part.protocol().hasValue()) {
                return null;
            }
            way.append('/').append(part.protocol().text());
        }
        AddressProtocol kind = parts.get(0).protocol();
        return switch (kind) {
            case IP4, IP6, DNS, DNS4, DNS6 ->
                new Target(
                        kind,
                        parts.get(0).value(),
                        Integer.parseInt(parts.get(1).value()),
                        way.toString());
            default -> null;
        };
    }

    /**
     * Where others can dial a socket bound to {@code bound} for {@code asked}: itself, or, for a wildcard, every address of this
     * machine of the kind asked for (the JDK binds both wildcards to that of IPv6).
     */
    static List<InetSocketAddress> reachable(InetSocketAddress bound, Target asked) throws SocketException {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return List.of(bound);
        }
        boolean four = asked.kind() == AddressProtocol.IP4;
        List<InetSocketAddress> found = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!device.isUp()) {
                continue;
            }
            for (InetAddress ip : Collections.list(device.getInetAddresses())) {
                if (ip instanceof Inet4Address == four && !ip.isLinkLocalAddress()) {
                    found.add(new InetSocketAddress(ip, bound.getPort()));
                }
            }
        }
        return found;
    }
}
