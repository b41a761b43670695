package io.ggen.node;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Multiaddr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps ports over swaps, so that the addresses that others know stay right. */
final class Ports {
    private static final String ANY_PORT = "0";

    private Ports() {}

    /**
     * {@code wanted} with the ports that a host which listens on {@code bound} got for its ports 0. Where it cannot be told
     * which one that was, the port stays 0.
     */
    static List<Multiaddr> kept(List<Multiaddr> wanted, List<Multiaddr> bound) {
        List<Multiaddr> left = new ArrayList<>(bound);
        List<Multiaddr> kept = new ArrayList<>(wanted.size());
        for (Multiaddr address : wanted) {
            kept.add(isAnyPort(address) ? withPort(address, left) : address);
        }
        return kept;
    }

    private static boolean isAnyPort(Multiaddr address) {
        return address.value(AddressProtocol.TCP).equals(Optional.of(ANY_PORT));
    }

    private static Multiaddr withPort(Multiaddr wanted, List<Multiaddr> bound) {
        for (Multiaddr candidate : bound) {
            Optional<String> port = candidate.value(AddressProtocol.TCP);
            if (port.isPresent() && isInstanceOf(candidate, wanted)) {
                bound.removeIf(other -> other.value(AddressProtocol.TCP).equals(port));
                return withPort(wanted, port.get());
            }
        }
        return wanted;
    }

    private static boolean isInstanceOf(Multiaddr bound, Multiaddr wanted) {
        Optional<byte[]> there = bound.ip();
        Optional<byte[]> here = wanted.ip();
        if (there.isEmpty() || here.isEmpty() || there.get().length != here.get().length) {
            return false;
        }
        byte[] wantedIp = here.get();
        boolean isWildcard = true;
        for (byte part : wantedIp) {
            isWildcard &= part == 0;
        }
        return isWildcard || java.util.Arrays.equals(wantedIp, there.get());
    }

    private static Multiaddr withPort(Multiaddr wanted, String port) {
        StringBuilder text = new StringBuilder();
        for (Multiaddr.Part part : wanted.parts()) {
            String value = part.protocol() == AddressProtocol.TCP ? port : part.value();
            text.append('/').append(part.protocol().text());
            if (part.protocol().hasValue()) {
                text.append(value.startsWith("/") ? "" : "/").append(value);
            }
        }
        return Multiaddr.parse(text.toString());
    }
}
