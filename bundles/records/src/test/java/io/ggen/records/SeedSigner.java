package io.ggen.records;

import io.ggen.api.PublisherId;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** Signs with the key of a seed that everybody knows. */
final class SeedSigner implements Signer {
    static final SeedSigner ALICE = new SeedSigner("alice", 1);
    static final SeedSigner BOB = new SeedSigner("bob", 2);

    final String name;
    final byte[] seed = new byte[32];
    private final KeyPair pair;
    private final PublicKey key;

    /** The key whose seed is 32 times {@code every}. */
    SeedSigner(String name, int every) {
        this.name = name;
        Arrays.fill(seed, (byte) every);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        var point = ((EdECPublicKey) pair.getPublic()).getPoint();
        byte[] bigEndian = point.getY().toByteArray();
        byte[] raw = new byte[32];
        for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
            raw[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (point.isXOdd()) {
            raw[31] |= (byte) 0x80;
        }
        key = PublicKey.of(raw);
    }

    PublisherId id() {
        return key.id();
    }

    @Override
    public PublicKey publicKey() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature state = Signature.getInstance("Ed25519");
            state.initSign(pair.getPrivate());
            state.update(message);
            return state.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** "Random" bytes that are the seed. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
