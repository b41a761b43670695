package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages as protobuf (libp2p specs, {@code kad-dht/README.md}, RPC messages). What is left out: zero and empty fields, as
 * proto3 says; peers beyond the twentieth, addresses beyond the eighth, ids and addresses that cannot be read.
 */
final class MessageCodec {
    /** The longest message that is read. */
    static final int MOST_BYTES = 128 * 1024;

    /** The longest key. */
    static final int MOST_KEY = 1024;

    /** The most peers read of a list. */
    static final int MOST_PEERS = 20;

    /** The most addresses read of a peer. */
    static final int MOST_ADDRESSES = 8;

    private static final int MOST_TIME = 64;

    private MessageCodec() {}

    static byte[] encode(Message message) {
        ProtoWriter out = new ProtoWriter();
        if (message.kind() != Kind.PUT_VALUE) {
            out.varint(1, message.kind().ordinal());
        }
        if (message.key().length > 0) {
            out.bytes(2, message.key());
        }
        ValueRecord record = message.record();
        if (record != null) {
            out.message(3, encode(record));
        }
        for (PeerAddresses peer : message.closer()) {
            out.message(8, encode(peer));
        }
        for (PeerAddresses peer : message.providers()) {
            out.message(9, encode(peer));
        }
        return out.toBytes();
    }

    private static ProtoWriter encode(ValueRecord record) {
        ProtoWriter out = new ProtoWriter().bytes(1, record.key()).bytes(2, record.value());
        return record.received().isEmpty() ? out : out.string(5, record.received());
    }

    private static ProtoWriter encode(PeerAddresses peer) {
        ProtoWriter out = new ProtoWriter().bytes(1, peer.peer().bytes());
        for (Multiaddr address : peer.addresses()) {
            out.bytes(2, address.bytes());
        }
        return out;
    }

    /** Reads a message. Throws {@link NetworkException} (MALFORMED) on what is none. */
    static Message decode(byte[] bytes) {
        ProtoReader in = new ProtoReader(bytes);
        Kind kind = Kind.PUT_VALUE;
        byte[] key = new byte[0];
        ValueRecord record = null;
        List<PeerAddresses> closer = new ArrayList<>();
        List<PeerAddresses> providers = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> kind = kind(in.uint32());
                case 2 -> key = in.bytes(MOST_KEY);
                case 3 -> record = record(in.message(MOST_BYTES));
                case 8 -> peer(in, closer);
                case 9 -> peer(in, providers);
                default -> in.skip();
            }
        }
        return new Message(kind, key, record, closer, providers);
    }

    private static Kind kind(int number) {
        Kind kind = Kind.of(number);
        if (kind == null) {
            throw NetworkException.malformed("There is no message of kind " + number + ".");
        }
        return kind;
    }

    private static ValueRecord record(ProtoReader in) {
        byte[] key = new byte[0];
        byte[] value = new byte[0];
        String received = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.bytes(MOST_KEY);
                case 2 -> value = in.bytes(MOST_BYTES);
                case 5 -> received = in.string(MOST_TIME);
                default -> in.skip();
            }
        }
        return new ValueRecord(key, value, received);
    }

    private static void peer(ProtoReader list, List<PeerAddresses> peers) {
        if (peers.size() >= MOST_PEERS) {
            list.skip();
            return;
        }
        ProtoReader in = list.message(MOST_BYTES);
        PeerId peer = null;
        List<Multiaddr> addresses = new ArrayList<>(4);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> peer = peer(in.bytes(MOST_KEY));
                case 2 -> address(in.bytes(MOST_BYTES), addresses);
                default -> in.skip();
            }
        }
        if (peer != null) {
            peers.add(new PeerAddresses(peer, addresses));
        }
    }

    private static @Nullable PeerId peer(byte[] bytes) {
        try {
            return PeerId.fromBytes(bytes);
        } catch (NetworkException e) {
            return null;
        }
    }

    private static void address(byte[] bytes, List<Multiaddr> addresses) {
        if (addresses.size() < MOST_ADDRESSES) {
            try {
                addresses.add(Multiaddr.fromBytes(bytes).withoutPeer());
            } catch (NetworkException e) {
                // of a kind not known here; the others may do
            }
        }
    }
}
