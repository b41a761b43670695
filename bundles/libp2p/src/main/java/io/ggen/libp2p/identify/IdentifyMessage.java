package io.ggen.libp2p.identify;

import io.ggen.api.identity.Signer;
import io.ggen.libp2p.secure.Keys;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The message of Identify (libp2p specs, {@code identify/README.md}), in one or several parts. */
public final class IdentifyMessage {
    /** The most bytes of one part. */
    static final int LONGEST_PART = 8192;

    /** The most parts of one message. */
    static final int MOST_PARTS = 10;

    private static final int MOST_ADDRESSES = 64;
    private static final int MOST_PROTOCOLS = 256;
    private static final int LONGEST_AGENT = 256;
    private static final String VERSION = "ggen/0.1.0";

    private final PeerId peer;
    private final List<Multiaddr> addresses = new ArrayList<>();
    private final List<ProtocolId> protocols = new ArrayList<>();
    private @Nullable String agent;
    private @Nullable Multiaddr observed;
    private @Nullable SignedRecord record;
    private boolean keySeen;

    /** What {@code peer} says, nothing yet. */
    IdentifyMessage(PeerId peer) {
        this.peer = peer;
    }

    /** What {@code own} says to a peer that is seen at {@code remote}. */
    static byte[] encode(Own own, List<String> protocols, Multiaddr remote) {
        ProtoWriter out = new ProtoWriter().bytes(1, own.publicKey());
        for (Multiaddr address : own.addresses()) {
            out.bytes(2, address.bytes());
        }
        for (String protocol : protocols) {
            out.string(3, protocol);
        }
        return out.bytes(4, remote.bytes())
                .string(5, VERSION)
                .string(6, own.agent())
                .bytes(8, own.signedRecord())
                .toBytes();
    }

    /**
     * What a host says about itself.
     *
     * @param publicKey its key's protobuf
     * @param addresses where it can be dialled
     * @param agent its software
     * @param signedRecord the envelope around its addresses
     */
    public record Own(byte[] publicKey, List<Multiaddr> addresses, String agent, byte[] signedRecord) {}

    /** What the host of {@code key} says; signs its addresses under the number {@code seq}. */
    public static Own own(Signer key, List<Multiaddr> addresses, String agent, long seq) {
        return new Own(
                key.publicKey().toProtobuf(), List.copyOf(addresses), agent, SignedRecord.encode(key, seq, addresses));
    }

    /** Merges one part. Throws {@link NetworkException} (MALFORMED) if it is wrong, or about another peer. */
    void merge(byte[] part) {
        ProtoReader in = new ProtoReader(part);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    if (!PeerId.of(Keys.ofPeer(in.bytes(Keys.MOST_BYTES))).equals(peer)) {
                        throw NetworkException.malformed("The peer identifies itself as another.");
                    }
                    keySeen = true;
                }
                case 2 -> addAddress(addresses, in.bytes(part.length));
                case 3 -> addProtocol(in.string(LONGEST_PART));
                case 4 -> observed = address(in.bytes(part.length));
                case 6 -> {
                    String said = in.string(LONGEST_PART);
                    agent = said.length() > LONGEST_AGENT ? said.substring(0, LONGEST_AGENT) : said;
                }
                case 8 -> {
                    record = SignedRecord.decode(in.bytes(part.length));
                    if (!record.peer().equals(peer)) {
                        throw NetworkException.malformed("The peer's signed record is about another peer.");
                    }
                }
                default -> in.skip();
            }
        }
    }

    private void addProtocol(String name) {
        if (protocols.size() < MOST_PROTOCOLS && ProtocolId.isValid(name)) {
            protocols.add(new ProtocolId(name));
        }
    }

    static void addAddress(List<Multiaddr> addresses, byte[] bytes) {
        Multiaddr address = address(bytes);
        if (address != null && addresses.size() < MOST_ADDRESSES) {
            addresses.add(address.withoutPeer());
        }
    }

    private static @Nullable Multiaddr address(byte[] bytes) {
        try {
            return Multiaddr.fromBytes(bytes);
        } catch (NetworkException e) {
            return null;
        }
    }

    /** Whether the peer's key was in it, which an answer needs and a push does not. */
    boolean hasKey() {
        return keySeen;
    }

    /** The number of the signed record in it, or -1. */
    long seq() {
        return record == null ? -1 : record.seq();
    }

    /** All that was said; what was not is as {@code before}, if there is such. */
    PeerInfo info(@Nullable PeerInfo before) {
        SignedRecord signed = record;
        List<Multiaddr> said = signed != null ? signed.addresses() : addresses;
        String software = agent;
        if (before == null) {
            return new PeerInfo(peer, protocols, said, software == null ? "" : software, Optional.ofNullable(observed));
        }
        return new PeerInfo(
                peer,
                protocols.isEmpty() ? before.protocols() : protocols,
                said.isEmpty() ? before.addresses() : said,
                software == null ? before.agent() : software,
                observed == null ? before.observed() : Optional.of(observed));
    }
}
