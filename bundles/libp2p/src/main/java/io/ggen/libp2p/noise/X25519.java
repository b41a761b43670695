package io.ggen.libp2p.noise;

import io.ggen.p2p.api.NetworkException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** A key pair on Curve25519 (RFC 7748), by the JDK. */
public final class X25519 {
    /** Bytes of a public key and of a shared secret. */
    public static final int LENGTH = 32;

    private static final String NAME = "X25519";

    private final PrivateKey secret;
    private final byte[] raw;

    private X25519(PrivateKey secret, byte[] raw) {
        this.secret = secret;
        this.raw = raw;
    }

    /** A new pair from the JDK's secure random numbers. */
    public static X25519 generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            return new X25519(pair.getPrivate(), littleEndian(((XECPublicKey) pair.getPublic()).getU()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no X25519", e);
        }
    }

    /** The pair of these 32 secret bytes, as test vectors have them. */
    static X25519 ofSecret(byte[] secretBytes) {
        try {
            PrivateKey secret = KeyFactory.getInstance(NAME)
                    .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secretBytes));
            byte[] base = new byte[LENGTH];
            base[0] = 9;
            return new X25519(secret, agree(secret, base));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no X25519", e);
        }
    }

    /** The public half, as a copy. */
    public byte[] publicKey() {
        return raw.clone();
    }

    /** The secret shared with {@code theirs}. Throws {@link NetworkException} (MALFORMED) if it would be zero. */
    byte[] agree(byte[] theirs) {
        try {
            return agree(secret, theirs);
        } catch (InvalidKeyException e) {
            throw NetworkException.malformed("The peer sent an X25519 key that gives no secret.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no X25519", e);
        }
    }

    private static byte[] agree(PrivateKey secret, byte[] theirs) throws GeneralSecurityException {
        byte[] bigEndian = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bigEndian[i] = theirs[LENGTH - 1 - i];
        }
        bigEndian[0] &= 0x7f;
        PublicKey key = KeyFactory.getInstance(NAME)
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
        KeyAgreement agreement = KeyAgreement.getInstance(NAME);
        agreement.init(secret);
        agreement.doPhase(key, true);
        return agreement.generateSecret();
    }

    private static byte[] littleEndian(BigInteger u) {
        byte[] big = u.toByteArray();
        byte[] little = new byte[LENGTH];
        for (int i = 0; i < LENGTH && i < big.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }
}
