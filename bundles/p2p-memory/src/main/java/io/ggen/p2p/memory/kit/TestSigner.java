package io.ggen.p2p.memory.kit;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.SplittableRandom;

/** An Ed25519 key made from a number; for tests alone. */
public final class TestSigner implements Signer {
    private static final int HEADER = 12;

    private final KeyPair pair;
    private final PublicKey publicKey;

    private TestSigner(KeyPair pair) {
        this.pair = pair;
        byte[] encoded = pair.getPublic().getEncoded();
        this.publicKey = PublicKey.of(Arrays.copyOfRange(encoded, HEADER, encoded.length));
    }

    /** The key of {@code number}, always the same one. */
    public static TestSigner of(long number) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Fixed(number));
            return new TestSigner(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not random at all. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final long number;

        Fixed(long number) {
            this.number = number;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            new SplittableRandom(number).nextBytes(bytes);
        }
    }
}
