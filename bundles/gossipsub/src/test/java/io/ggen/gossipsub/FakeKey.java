package io.ggen.gossipsub;

import io.ggen.api.Digest;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A key whose "signatures" cost a hash instead of a curve: everybody could make them. For simulations of many hosts. */
final class FakeKey implements Signer {
    private final PublicKey key;

    FakeKey(long number) {
        byte[] raw = new byte[PublicKey.LENGTH];
        new SplittableRandom(number).nextBytes(raw);
        key = PublicKey.of(raw);
    }

    @Override
    public PublicKey publicKey() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return signature(key, message);
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        return Arrays.equals(signature(key, message), signature);
    }

    private static byte[] signature(PublicKey key, byte[] message) {
        byte[] all = Arrays.copyOf(key.raw(), PublicKey.LENGTH + message.length);
        System.arraycopy(message, 0, all, PublicKey.LENGTH, message.length);
        return Arrays.copyOf(Digest.sha256Of(all).bytes(), PublicKey.SIGNATURE_LENGTH);
    }
}
