package io.ggen.p2p.api;

import io.ggen.api.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parts a {@link Multiaddr} can be made of, with their codes in the multiaddr protocol table. */
public enum AddressProtocol {
    /** An IPv4 address. */
    IP4(4, "ip4", Form.IP4),
    /** A TCP port. */
    TCP(6, "tcp", Form.PORT),
    /** An IPv6 address, without a zone. */
    IP6(41, "ip6", Form.IP6),
    /** A host name, resolved to addresses of either kind. */
    DNS(53, "dns", Form.NAME),
    /** A host name, resolved to IPv4 addresses. */
    DNS4(54, "dns4", Form.NAME),
    /** A host name, resolved to IPv6 addresses. */
    DNS6(55, "dns6", Form.NAME),
    /** A UDP port. */
    UDP(273, "udp", Form.PORT),
    /** Through a relay. */
    P2P_CIRCUIT(290, "p2p-circuit", Form.NONE),
    /** The path of a socket file; always the last part. */
    UNIX(400, "unix", Form.PATH),
    /** A peer id. */
    P2P(421, "p2p", Form.PEER),
    /** TLS. */
    TLS(448, "tls", Form.NONE),
    /** Noise. */
    NOISE(454, "noise", Form.NONE),
    /** QUIC of RFC 9000. */
    QUIC_V1(461, "quic-v1", Form.NONE),
    /** WebSocket. */
    WS(477, "ws", Form.NONE),
    /** WebSocket over TLS. */
    WSS(478, "wss", Form.NONE);

    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_PATH = 255;

    private final int code;
    private final String text;
    private final Form form;

    AddressProtocol(int code, String text, Form form) {
        this.code = code;
        this.text = text;
        this.form = form;
    }

    /** Its number on the wire. */
    public int code() {
        return code;
    }

    /** Its name in text. */
    public String text() {
        return text;
    }

    /** Whether a value follows it. */
    public boolean hasValue() {
        return form != Form.NONE;
    }

    boolean isPath() {
        return form == Form.PATH;
    }

    /** The length of the value in bytes, or -1 if a length stands before it. */
    int fixedLength() {
        return form.length;
    }

    static @Nullable AddressProtocol ofCode(long code) {
        for (AddressProtocol one : values()) {
            if (one.code == code) {
                return one;
            }
        }
        return null;
    }

    static @Nullable AddressProtocol ofText(String text) {
        for (AddressProtocol one : values()) {
            if (one.text.equals(text)) {
                return one;
            }
        }
        return null;
    }

    /** The bytes of the value {@code text}, or null if it is none of this protocol's. */
    byte @Nullable [] encode(String text) {
        switch (form) {
            case IP4:
                return IpText.parse4(text);
            case IP6:
                return IpText.parse6(text);
            case PORT:
                int port = Decimals.parse(text, 0, text.length(), 65_535);
                return port < 0 ? null : new byte[] {(byte) (port >> 8), (byte) port};
            case NAME, PATH:
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                return isValid(bytes, 0, bytes.length) ? bytes : null;
            case PEER:
                try {
                    return PeerId.parse(text).bytes();
                } catch (ProblemException e) {
                    return null;
                }
            default:
                return new byte[0];
        }
    }

    /** Whether the bytes from {@code from} to {@code to} are a value of this protocol. */
    boolean isValid(byte[] bytes, int from, int to) {
        int length = to - from;
        switch (form) {
            case NAME:
                return length >= 1 && length <= LONGEST_NAME && isName(bytes, from, to);
            case PATH:
                return length >= 2 && length <= LONGEST_PATH && isPath(bytes, from, to);
            case PEER:
                try {
                    PeerId.fromBytes(java.util.Arrays.copyOfRange(bytes, from, to));
                    return true;
                } catch (NetworkException e) {
                    return false;
                }
            default:
                return length == form.length;
        }
    }

    private static boolean isName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            boolean good = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '.'
                    || c == '_';
            if (!good) {
                return false;
            }
        }
        return bytes[from] != '.' && bytes[from] != '-';
    }

    private static boolean isPath(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] <= ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return bytes[from] == '/';
    }

    /** The value in these bytes, which are valid, as text. */
    String show(byte[] bytes, int from, int to) {
        return switch (form) {
            case IP4 -> IpText.show4(bytes, from);
            case IP6 -> IpText.show6(bytes, from);
            case PORT -> Integer.toString((bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff));
            case NAME, PATH -> new String(bytes, from, to - from, StandardCharsets.UTF_8);
            case PEER ->
                PeerId.fromBytes(java.util.Arrays.copyOfRange(bytes, from, to)).toString();
            case NONE -> "";
        };
    }

    @Override
    public String toString() {
        return text;
    }

    private enum Form {
        NONE(0),
        IP4(4),
        IP6(16),
        PORT(2),
        NAME(-1),
        PEER(-1),
        PATH(-1);

        private final int length;

        Form(int length) {
            this.length = length;
        }
    }
}
