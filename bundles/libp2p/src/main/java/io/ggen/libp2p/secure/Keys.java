package io.ggen.libp2p.secure;

import io.ggen.api.ProblemException;
import io.ggen.api.identity.PublicKey;
import io.ggen.p2p.api.NetworkException;

/** The keys of peers. */
public final class Keys {
    /** The most bytes of a key's protobuf that are looked at. */
    public static final int MOST_BYTES = 1024;

    private Keys() {}

    /** The key in {@code protobuf}. Throws {@link NetworkException} (MALFORMED) if it is none, or none of Ed25519. */
    public static PublicKey ofPeer(byte[] protobuf) {
        try {
            return PublicKey.ofProtobuf(protobuf);
        } catch (ProblemException e) {
            throw NetworkException.malformed(
                    "The peer's identity is not an Ed25519 key, the only kind understood here.");
        }
    }
}
