package io.ggen.gossipsub;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Multiaddr;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which addresses count as one place, for the score P6; loopback, private and configured networks count as none. */
final class Networks {
    private record Range(byte[] prefix, int bits) {
        boolean holds(byte[] ip) {
            if (ip.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                if (((ip[i >> 3] ^ prefix[i >> 3]) >> (7 - (i & 7)) & 1) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> INSIDE = List.of(
            range("0.0.0.0/8"),
            range("127.0.0.0/8"),
            range("10.0.0.0/8"),
            range("100.64.0.0/10"),
            range("169.254.0.0/16"),
            range("172.16.0.0/12"),
            range("192.168.0.0/16"),
            range("::/127"),
            range("fc00::/7"),
            range("fe80::/10"));

    private final List<Range> exempt = new ArrayList<>(INSIDE);

    /** With these networks exempt too. */
    Networks(List<String> more) {
        for (String one : more) {
            exempt.add(range(one));
        }
    }

    /** Throws {@link IllegalArgumentException} unless all are networks such as {@code 203.0.113.0/24}. */
    static void check(List<String> networks) {
        for (String one : networks) {
            range(one);
        }
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        String ip = text.substring(0, Math.max(0, slash));
        String family = (ip.indexOf(':') < 0 ? AddressProtocol.IP4 : AddressProtocol.IP6).text();
        try {
            byte[] prefix = Multiaddr.parse("/" + family + "/" + ip).ip().orElseThrow();
            int bits = Integer.parseInt(text.substring(slash + 1));
            if (bits >= 0 && bits <= prefix.length * 8) {
                return new Range(prefix, bits);
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 203.0.113.0/24", e);
        }
        throw new IllegalArgumentException("'" + text + "' has a prefix that is longer than an address");
    }

    /** The place of the other end of a socket: an IPv4 address or an IPv6 /64; null if it does not count. */
    @Nullable
    ByteBuffer place(Multiaddr remote) {
        Optional<byte[]> found = remote.ip();
        if (found.isEmpty()) {
            return null;
        }
        byte[] ip = unmapped(found.get());
        for (Range range : exempt) {
            if (range.holds(ip)) {
                return null;
            }
        }
        return ByteBuffer.wrap(ip.length == 16 ? Arrays.copyOf(ip, 8) : ip);
    }

    private static byte[] unmapped(byte[] ip) {
        boolean mapped = ip.length == 16 && ip[10] == -1 && ip[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = ip[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(ip, 12, 16) : ip;
    }
}
