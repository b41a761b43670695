package io.ggen.identity;

import io.ggen.api.Problem;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Signs by the JDK with the key that a seed of 32 bytes stands for (RFC 8032, section 5.1.5). */
final class SeedSigner implements Signer {
    private static final String ALGORITHM = "Ed25519";
    private static final byte[] PROBE = {'g', 'g', 'e', 'n'};

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SeedSigner(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** The signer of {@code seed}, tried out: what it signs, its public key verifies. */
    static SeedSigner of(byte[] seed) {
        SeedSigner signer;
        try {
            signer = new SeedSigner(
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)),
                    publicKeyOf(seed));
        } catch (GeneralSecurityException e) {
            throw unable().asException(e);
        }
        if (!signer.publicKey.verifies(PROBE, signer.sign(PROBE))) {
            throw unable().asException();
        }
        return signer;
    }

    /**
     * The JDK derives public keys only while it generates pairs, so it generates one whose randomness is the seed. That it
     * took just that is checked.
     */
    private static PublicKey publicKeyOf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] used = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElse(new byte[0]);
        if (!Arrays.equals(used, seed)) {
            throw unable().asException();
        }
        byte[] encoded = KeyFactory.getInstance(ALGORITHM)
                .getKeySpec(pair.getPublic(), X509EncodedKeySpec.class)
                .getEncoded();
        return PublicKey.of(Arrays.copyOfRange(encoded, encoded.length - PublicKey.LENGTH, encoded.length));
    }

    private static Problem unable() {
        return Problem.of(
                "This Java (" + Runtime.version() + ") cannot sign with Ed25519, so nothing was signed; use a JDK"
                        + " with its own module jdk.crypto.ec.");
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature state = Signature.getInstance(ALGORITHM);
            state.initSign(privateKey);
            state.update(message);
            return state.sign();
        } catch (GeneralSecurityException e) {
            throw unable().asException(e);
        }
    }

    /** Shows the public half alone. */
    @Override
    public String toString() {
        return "signer of " + publicKey;
    }

    /** Gives out one seed. */
    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] seed;

        FixedRandom(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
        }
    }
}
