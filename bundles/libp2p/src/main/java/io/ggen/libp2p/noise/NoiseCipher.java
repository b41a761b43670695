package io.ggen.libp2p.noise;

import io.ggen.p2p.api.NetworkException;
import io.netty.util.concurrent.FastThreadLocal;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction of ChaCha20-Poly1305 with a counter as nonce: the CipherState of the Noise specification, section 5.1. For one
 * thread at a time.
 */
final class NoiseCipher {
    /** Bytes that encryption adds. */
    static final int TAG = 16;

    /** JDKs from 20 on have vector code for this cipher and are faster than anything written in Java. */
    private static final boolean JDK_IS_SLOW = Runtime.version().feature() < 20;

    /** From here on {@link ChaChaPoly} is the faster one. */
    private static final int LONG = 512;

    /** Room for key streams, shared by all connections of a thread. */
    private static final FastThreadLocal<ChaChaPoly> OWN = new FastThreadLocal<>() {
        @Override
        protected ChaChaPoly initialValue() {
            return new ChaChaPoly();
        }
    };

    private final SecretKeySpec key;
    private final int[] words;
    private final Cipher cipher;
    private final byte[] nonce = new byte[12];
    private long counter;

    NoiseCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "ChaCha20");
        words = JDK_IS_SLOW ? ChaCha20.key(key) : new int[0];
        try {
            cipher = Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no ChaCha20-Poly1305", e);
        }
    }

    /** Encrypts {@code length} bytes into {@code out}, which takes {@code length + TAG} bytes from {@code to}. */
    void encrypt(byte[] in, int from, int length, byte[] out, int to) {
        if (JDK_IS_SLOW && length >= LONG) {
            OWN.get().seal(words, nextCounter(), in, from, length, out, to);
            return;
        }
        try {
            next(Cipher.ENCRYPT_MODE);
            cipher.doFinal(in, from, length, out, to);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20-Poly1305 does not encrypt", e);
        }
    }

    /**
     * Decrypts {@code length} bytes, tag included, into {@code out}. Throws {@link NetworkException} (MALFORMED) if they are not
     * what the other side encrypted next.
     */
    void decrypt(byte[] in, int from, int length, byte[] out, int to) {
        if (JDK_IS_SLOW && length >= LONG) {
            if (!OWN.get().open(words, nextCounter(), in, from, length - TAG, out, to)) {
                throw NetworkException.malformed("A Noise message is not what the peer encrypted.");
            }
            return;
        }
        try {
            next(Cipher.DECRYPT_MODE);
            cipher.doFinal(in, from, length, out, to);
        } catch (AEADBadTagException e) {
            throw NetworkException.malformed("A Noise message is not what the peer encrypted.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20-Poly1305 does not decrypt", e);
        }
    }

    byte[] encrypt(byte[] additional, byte[] plain) {
        try {
            next(Cipher.ENCRYPT_MODE);
            cipher.updateAAD(additional);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20-Poly1305 does not encrypt", e);
        }
    }

    byte[] decrypt(byte[] additional, byte[] encrypted) {
        if (encrypted.length < TAG) {
            throw NetworkException.malformed("A Noise message is too short.");
        }
        try {
            next(Cipher.DECRYPT_MODE);
            cipher.updateAAD(additional);
            return cipher.doFinal(encrypted);
        } catch (AEADBadTagException e) {
            throw NetworkException.malformed("A Noise message is not what the peer encrypted.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ChaCha20-Poly1305 does not decrypt", e);
        }
    }

    private long nextCounter() {
        if (counter == -1) {
            throw NetworkException.malformed("A Noise key has been used 2^64-1 times.");
        }
        return counter++;
    }

    private void next(int mode) throws GeneralSecurityException {
        long now = nextCounter();
        for (int i = 0; i < 8; i++) {
            nonce[4 + i] = (byte) (now >>> 8 * i);
        }
        cipher.init(mode, key, new IvParameterSpec(nonce));
    }
}
