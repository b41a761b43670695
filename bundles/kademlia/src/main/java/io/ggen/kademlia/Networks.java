package io.ggen.kademlia;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Multiaddr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an IP address tells about a peer: which network it is in, for the rule of two peers a network, and how far its address
 * reaches, for not being talked into dialling other people's insides.
 */
final class Networks {
    /** The group of those that the rule of two does not count. */
    static final long EXEMPT = -1;

    /** How far an address reaches. */
    enum Scope {
        LOOPBACK,
        PRIVATE,
        PUBLIC
    }

    private record Range(byte[] prefix, int bits) {}

    private static final List<Range> LOOPBACKS = List.of(range("127.0.0.0/8"), range("::1/128"));
    private static final List<Range> PRIVATES = List.of(
            range("0.0.0.0/8"),
            range("10.0.0.0/8"),
            range("100.64.0.0/10"),
            range("169.254.0.0/16"),
            range("172.16.0.0/12"),
            range("192.168.0.0/16"),
            range("::/128"),
            range("fc00::/7"),
            range("fe80::/10"));

    private final List<Range> exempt = new ArrayList<>();

    /** With these networks (such as {@code 203.0.113.0/24}) exempt besides loopback and private ones. */
    Networks(List<String> exempt) {
        for (String one : exempt) {
            this.exempt.add(range(one));
        }
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        try {
            String ip = text.substring(0, Math.max(0, slash));
            boolean isNumeric = !ip.isEmpty() && (Character.digit(ip.charAt(0), 16) >= 0 || ip.charAt(0) == ':');
            byte[] prefix =
                    isNumeric && (ip.indexOf(':') >= 0 || ip.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9'))
                            ? InetAddress.getByName(ip).getAddress()
                            : new byte[0];
            int bits = Integer.parseInt(text.substring(slash + 1));
            if (prefix.length > 0 && bits >= 0 && bits <= prefix.length * 8) {
                return new Range(prefix, bits);
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
        throw new IllegalArgumentException("not a network: " + text);
    }

    /** The /24 or /48 that {@code socket}, the address of a connection's other end, is in; or {@link #EXEMPT}. */
    long group(Multiaddr socket) {
        Optional<byte[]> found = socket.ip();
        if (found.isEmpty()) {
            return EXEMPT;
        }
        byte[] ip = unmapped(found.get());
        if (isIn(ip, LOOPBACKS) || isIn(ip, PRIVATES) || isIn(ip, exempt)) {
            return EXEMPT;
        }
        int bytes = ip.length == 4 ? 3 : 6;
        long group = ip.length;
        for (int i = 0; i < bytes; i++) {
            group = group << 8 | ip[i] & 0xff;
        }
        return group;
    }

    /** How far {@code address} reaches; names and what has no IP address count as public. */
    static Scope scope(Multiaddr address) {
        if (address.has(AddressProtocol.UNIX)) {
            return Scope.LOOPBACK;
        }
        Optional<byte[]> found = address.ip();
        if (found.isEmpty()) {
            return Scope.PUBLIC;
        }
        byte[] ip = unmapped(found.get());
        if (isIn(ip, LOOPBACKS)) {
            return Scope.LOOPBACK;
        }
        return isIn(ip, PRIVATES) ? Scope.PRIVATE : Scope.PUBLIC;
    }

    /**
     * Those of {@code addresses} that make sense between this host and a peer at {@code socket}: a peer on the internet has
     * nothing to say about private networks, one in a private network nothing about loopback. At most {@code most} of them.
     */
    static List<Multiaddr> within(Multiaddr socket, List<Multiaddr> addresses, int most) {
        Scope least = scope(socket);
        List<Multiaddr> kept = new ArrayList<>(Math.min(most, addresses.size()));
        for (Multiaddr address : addresses) {
            if (kept.size() < most && scope(address).compareTo(least) >= 0) {
                kept.add(address.withoutPeer());
            }
        }
        return kept;
    }

    /**
     * Those of the addresses a peer claims for itself that it may have: on the internet those of the socket's own IP address
     * alone, since the rest may be somebody's who would be dialled by everybody then.
     */
    static List<Multiaddr> claimed(Multiaddr socket, List<Multiaddr> addresses, int most) {
        List<Multiaddr> kept = within(socket, addresses, most);
        if (scope(socket) == Scope.PUBLIC) {
            Optional<byte[]> ip = socket.ip().map(Networks::unmapped);
            kept.removeIf(one -> ip.isPresent()
                    && !one.ip()
                            .map(other -> Arrays.equals(unmapped(other), ip.get()))
                            .orElse(false));
        }
        return kept;
    }

    private static byte[] unmapped(byte[] ip) {
        if (ip.length != 16 || ip[10] != -1 || ip[11] != -1) {
            return ip;
        }
        for (int i = 0; i < 10; i++) {
            if (ip[i] != 0) {
                return ip;
            }
        }
        return Arrays.copyOfRange(ip, 12, 16);
    }

    private static boolean isIn(byte[] ip, List<Range> ranges) {
        for (Range range : ranges) {
            if (range.prefix.length == ip.length && agree(ip, range.prefix, range.bits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean agree(byte[] ip, byte[] prefix, int bits) {
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (ip[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((ip[whole] ^ prefix[whole]) & 0xff) >>> (8 - rest) == 0;
    }
}
