package io.ggen.p2p.api;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.p2p.api.wire.Varint;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a peer is reached, such as {@code /ip4/127.0.0.1/tcp/4001/p2p/12D3…} (multiformats multiaddr; libp2p specs,
 * {@code addressing/README.md}). Immutable, compared by its bytes; at most 16 parts and 1,024 bytes. Only the parts in
 * {@link AddressProtocol} are known; any order of them is accepted, since only a transport can tell what it can dial.
 */
public final class Multiaddr {
    /** The most bytes an address has. */
    public static final int MOST_BYTES = 1024;

    /** The most parts an address has. */
    public static final int MOST_PARTS = 16;

    private static final int MOST_CHARACTERS = 2048;

    private final byte[] bytes;

    private Multiaddr(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * One part of an address.
     *
     * @param protocol what it is
     * @param value its value as text; empty if the protocol has none
     */
    public record Part(AddressProtocol protocol, String value) {}

    /** Reads the text form: no empty parts, no slash at the end. Throws {@link ProblemException} on anything else. */
    public static Multiaddr parse(String text) {
        if (text.length() < 2 || text.length() > MOST_CHARACTERS || text.charAt(0) != '/') {
            throw notAnAddress(text, "it begins with '/' and has at most " + MOST_CHARACTERS + " characters");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int parts = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfWord(text, at + 1);
            String name = text.substring(at + 1, end);
            AddressProtocol protocol = AddressProtocol.ofText(name);
            if (protocol == null) {
                throw notAnAddress(text, "'" + Texts.shown(name, 32) + "' is not known in addresses");
            }
            at = end;
            String value = "";
            if (protocol.isPath()) {
                value = text.substring(at);
                at = text.length();
            } else if (protocol.hasValue()) {
                end = at < text.length() ? endOfWord(text, at + 1) : at;
                value = at < text.length() ? text.substring(at + 1, end) : "";
                at = end;
            }
            byte[] encoded = protocol.encode(value);
            if (encoded == null || ++parts > MOST_PARTS) {
                throw notAnAddress(
                        text,
                        encoded == null
                                ? "'" + Texts.shown(value, 64) + "' is not a value of " + name
                                : "it has more than " + MOST_PARTS + " parts");
            }
            write(out, protocol, encoded);
        }
        if (out.size() > MOST_BYTES) {
            throw notAnAddress(text, "it has more than " + MOST_BYTES + " bytes");
        }
        return new Multiaddr(out.toByteArray());
    }

    private static int endOfWord(String text, int from) {
        int end = text.indexOf('/', from);
        return end < 0 ? text.length() : end;
    }

    private static ProblemException notAnAddress(String text, String why) {
        return Problem.usage("'" + Texts.shown(text) + "' is not an address: " + why
                        + ". An address looks like /ip4/127.0.0.1/tcp/4001.")
                .asException();
    }

    private static void write(ByteArrayOutputStream out, AddressProtocol protocol, byte[] value) {
        out.writeBytes(Varint.encode(protocol.code()));
        if (protocol.fixedLength() < 0) {
            out.writeBytes(Varint.encode(value.length));
        }
        out.writeBytes(value);
    }

    /**
     * Reads the binary form, which is copied. Throws {@link NetworkException} (MALFORMED) on anything else; a part that is
     * not known is such a thing too, so leave out single addresses of a peer's list, not the list.
     */
    public static Multiaddr fromBytes(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw NetworkException.malformed("An address has 1 to " + MOST_BYTES + " bytes, not " + bytes.length + ".");
        }
        Multiaddr address = new Multiaddr(bytes.clone());
        Cursor cursor = address.new Cursor();
        for (int parts = 0; cursor.next(); parts++) {
            if (parts == MOST_PARTS || !cursor.protocol.isValid(address.bytes, cursor.from, cursor.to)) {
                throw NetworkException.malformed("Part " + (parts + 1) + " of an address is wrong.");
            }
            if (cursor.protocol.isPath() && cursor.to < bytes.length) {
                throw NetworkException.malformed("Nothing can follow a unix path in an address.");
            }
        }
        return address;
    }

    /** An address with a port for TCP, as a socket has it. */
    public static Multiaddr tcp(InetAddress ip, int port) {
        byte[] raw = ip.getAddress();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, raw.length == 4 ? AddressProtocol.IP4 : AddressProtocol.IP6, raw);
        write(out, AddressProtocol.TCP, new byte[] {(byte) (port >> 8), (byte) port});
        return new Multiaddr(out.toByteArray());
    }

    /** The binary form, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The parts in their order. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(4);
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            parts.add(new Part(cursor.protocol, cursor.protocol.show(bytes, cursor.from, cursor.to)));
        }
        return parts;
    }

    /** The value of the first part of {@code protocol}, empty text if it has none; or nothing if there is no such part. */
    public Optional<String> value(AddressProtocol protocol) {
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            if (cursor.protocol == protocol) {
                return Optional.of(protocol.show(bytes, cursor.from, cursor.to));
            }
        }
        return Optional.empty();
    }

    /** Whether there is a part of {@code protocol}. */
    public boolean has(AddressProtocol protocol) {
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            if (cursor.protocol == protocol) {
                return true;
            }
        }
        return false;
    }

    /** The 4 or 16 bytes of the IP address it begins with, if it does. */
    public Optional<byte[]> ip() {
        Cursor cursor = new Cursor();
        boolean isIp =
                cursor.next() && (cursor.protocol == AddressProtocol.IP4 || cursor.protocol == AddressProtocol.IP6);
        return isIp ? Optional.of(Arrays.copyOfRange(bytes, cursor.from, cursor.to)) : Optional.empty();
    }

    /** The peer it ends with, if it does: whom one should find there. */
    public Optional<PeerId> peer() {
        Cursor cursor = new Cursor();
        PeerId last = null;
        while (cursor.next()) {
            last = cursor.protocol == AddressProtocol.P2P
                    ? PeerId.fromBytes(Arrays.copyOfRange(bytes, cursor.from, cursor.to))
                    : null;
        }
        return Optional.ofNullable(last);
    }

    /** This address with {@code peer} at its end, in place of one that may be there. */
    public Multiaddr withPeer(PeerId peer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, lengthWithoutPeer());
        write(out, AddressProtocol.P2P, peer.bytes());
        return fromBytes(out.toByteArray());
    }

    /** This address without the peer at its end; unchanged if there is none, or nothing else. */
    public Multiaddr withoutPeer() {
        int length = lengthWithoutPeer();
        return length == bytes.length || length == 0 ? this : new Multiaddr(Arrays.copyOf(bytes, length));
    }

    private int lengthWithoutPeer() {
        Cursor cursor = new Cursor();
        int length = 0;
        int start = 0;
        while (cursor.next()) {
            length = cursor.protocol == AddressProtocol.P2P ? start : cursor.to;
            start = cursor.to;
        }
        return length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Multiaddr that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text form. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(bytes.length * 3);
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            text.append('/').append(cursor.protocol.text());
            if (cursor.protocol.hasValue()) {
                String value = cursor.protocol.show(bytes, cursor.from, cursor.to);
                text.append(cursor.protocol.isPath() ? "" : "/").append(value);
            }
        }
        return text.toString();
    }

    /** Walks over the parts. */
    private final class Cursor {
        private final ByteBuffer in = ByteBuffer.wrap(bytes);
        private AddressProtocol protocol = AddressProtocol.IP4;
        private int from;
        private int to;

        boolean next() {
            if (!in.hasRemaining()) {
                return false;
            }
            long code = Varint.read(in);
            AddressProtocol known = AddressProtocol.ofCode(code);
            if (known == null) {
                throw NetworkException.malformed("An address has a part of the unknown code " + code + ".");
            }
            protocol = known;
            long length = known.fixedLength() < 0 ? Varint.read(in) : known.fixedLength();
            if (length > in.remaining()) {
                throw NetworkException.malformed("An address ends in the middle of a part.");
            }
            from = in.position();
            to = from + (int) length;
            in.position(to);
            return true;
        }
    }
}
