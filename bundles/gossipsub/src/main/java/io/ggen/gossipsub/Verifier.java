package io.ggen.gossipsub;

import io.ggen.api.identity.PublicKey;

/** Checks signatures; simulations of ten thousand hosts take another one than {@link PublicKey#verifies}. */
@FunctionalInterface
interface Verifier {
    boolean verifies(PublicKey key, byte[] message, byte[] signature);
}
