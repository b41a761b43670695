package io.ggen.libp2p.noise;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.libp2p.secure.Keys;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoReader;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A host's static key, and the payload that binds it to the host's identity (libp2p specs, {@code noise/README.md}; muxers in
 * the handshake: {@code connections/inlined-muxer-negotiation.md}). Made once for a host, since signing is dear.
 */
public final class NoiseKeys {
    /** The one muxer there is here. */
    public static final String YAMUX = "/yamux/1.0.0";

    private static final byte[] SIGNED_HEAD = "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_MUXERS = 64;

    private final X25519 fixed;
    private final byte[] payload;

    /** A new static key, signed by {@code identity}. */
    public NoiseKeys(Signer identity) {
        this(X25519.generate(), identity);
    }

    NoiseKeys(X25519 fixed, Signer identity) {
        this.fixed = fixed;
        payload = new ProtoWriter()
                .bytes(1, identity.publicKey().toProtobuf())
                .bytes(2, identity.sign(signed(fixed.publicKey())))
                .message(4, new ProtoWriter().string(2, YAMUX))
                .toBytes();
    }

    X25519 fixed() {
        return fixed;
    }

    byte[] payload() {
        return payload;
    }

    private static byte[] signed(byte[] staticKey) {
        byte[] signed = java.util.Arrays.copyOf(SIGNED_HEAD, SIGNED_HEAD.length + staticKey.length);
        System.arraycopy(staticKey, 0, signed, SIGNED_HEAD.length, staticKey.length);
        return signed;
    }

    /** What a payload says: who sent it, and which muxers it has. */
    record Claim(PeerId peer, List<String> muxers) {
        /**
         * Whether both sides agree on Yamux already; if the peer named no muxer they do so later. Throws
         * {@link NetworkException} (NO_PROTOCOL) if it named others only.
         */
        boolean hasYamux() {
            if (!muxers.isEmpty() && !muxers.contains(YAMUX)) {
                throw new NetworkException(
                        NetworkException.Reason.NO_PROTOCOL,
                        "The peer does not speak " + YAMUX + ", the only muxer here.");
            }
            return !muxers.isEmpty();
        }
    }

    /** Reads {@code payload} and checks that its identity signed {@code staticKey}. */
    static Claim read(byte[] payload, byte[] staticKey) {
        byte[] key = new byte[0];
        byte[] signature = new byte[0];
        List<String> muxers = new ArrayList<>();
        ProtoReader in = new ProtoReader(payload);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> key = in.bytes(Keys.MOST_BYTES);
                case 2 -> signature = in.bytes(Keys.MOST_BYTES);
                case 4 -> readMuxers(in.message(payload.length), muxers);
                default -> in.skip();
            }
        }
        PublicKey identity = Keys.ofPeer(key);
        if (!identity.verifies(signed(staticKey), signature)) {
            throw NetworkException.malformed("The peer's identity did not sign its Noise key.");
        }
        return new Claim(PeerId.of(identity), muxers);
    }

    private static void readMuxers(ProtoReader in, List<String> muxers) {
        while (in.next()) {
            if (in.field() == 2 && muxers.size() < MOST_MUXERS) {
                muxers.add(in.string(256));
            } else {
                in.skip();
            }
        }
    }
}
