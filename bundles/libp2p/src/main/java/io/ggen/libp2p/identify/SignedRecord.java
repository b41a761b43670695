package io.ggen.libp2p.identify;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.libp2p.secure.Keys;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.api.wire.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A peer's addresses, signed by it (libp2p specs, {@code RFC/0002} envelopes and {@code RFC/0003} routing records).
 *
 * @param peer whose they are, as proved by the signature
 * @param seq the higher, the newer
 * @param addresses those understood
 */
record SignedRecord(PeerId peer, long seq, List<Multiaddr> addresses) {
    private static final byte[] DOMAIN = "libp2p-peer-record".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = {0x03, 0x01};

    /** The envelope of {@code key}'s record. */
    static byte[] encode(Signer key, long seq, List<Multiaddr> addresses) {
        ProtoWriter payload =
                new ProtoWriter().bytes(1, PeerId.of(key.publicKey()).bytes()).varint(2, seq);
        for (Multiaddr address : addresses) {
            payload.message(3, new ProtoWriter().bytes(1, address.bytes()));
        }
        byte[] bytes = payload.toBytes();
        return new ProtoWriter()
                .bytes(1, key.publicKey().toProtobuf())
                .bytes(2, TYPE)
                .bytes(3, bytes)
                .bytes(5, key.sign(signed(TYPE, bytes)))
                .toBytes();
    }

    /** Reads an envelope. Throws {@link NetworkException} (MALFORMED) unless all of it is right. */
    static SignedRecord decode(byte[] envelope) {
        byte[] key = new byte[0];
        byte[] type = new byte[0];
        byte[] payload = new byte[0];
        byte[] signature = new byte[0];
        ProtoReader in = new ProtoReader(envelope);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.bytes(Keys.MOST_BYTES);
                case 2 -> type = in.bytes(16);
                case 3 -> payload = in.bytes(envelope.length);
                case 5 -> signature = in.bytes(Keys.MOST_BYTES);
                default -> in.skip();
            }
        }
        PublicKey signer = Keys.ofPeer(key);
        if (!Arrays.equals(type, TYPE) || !signer.verifies(signed(type, payload), signature)) {
            throw NetworkException.malformed("The peer's signed record is not signed by it.");
        }
        SignedRecord record = decodePayload(payload);
        if (!record.peer().equals(PeerId.of(signer))) {
            throw NetworkException.malformed("The peer's signed record is about another peer.");
        }
        return record;
    }

    private static SignedRecord decodePayload(byte[] payload) {
        byte[] peer = new byte[0];
        long seq = 0;
        List<Multiaddr> addresses = new ArrayList<>();
        ProtoReader in = new ProtoReader(payload);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> peer = in.bytes(PeerId.MOST_BYTES);
                case 2 -> seq = in.uint64();
                case 3 -> {
                    ProtoReader address = in.message(payload.length);
                    while (address.next()) {
                        if (address.field() == 1) {
                            IdentifyMessage.addAddress(addresses, address.bytes(payload.length));
                        } else {
                            address.skip();
                        }
                    }
                }
                default -> in.skip();
            }
        }
        return new SignedRecord(PeerId.fromBytes(peer), seq, addresses);
    }

    private static byte[] signed(byte[] type, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : List.of(DOMAIN, type, payload)) {
            out.writeBytes(Varint.encode(part.length));
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
