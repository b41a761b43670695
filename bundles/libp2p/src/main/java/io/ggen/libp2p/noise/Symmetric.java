package io.ggen.libp2p.noise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Chaining key and transcript hash of a handshake: the SymmetricState of the Noise specification, section 5.2, with SHA-256. */
final class Symmetric {
    private byte[] chainingKey;
    private byte[] hash;
    private @Nullable NoiseCipher cipher;

    Symmetric(String protocol, byte[] prologue) {
        byte[] name = protocol.getBytes(StandardCharsets.US_ASCII);
        hash = name.length <= 32 ? Arrays.copyOf(name, 32) : sha256(name, new byte[0]);
        chainingKey = hash;
        mixHash(prologue);
    }

    void mixHash(byte[] data) {
        hash = sha256(hash, data);
    }

    void mixKey(byte[] material) {
        byte[][] keys = hkdf(chainingKey, material);
        chainingKey = keys[0];
        cipher = new NoiseCipher(keys[1]);
    }

    byte[] encryptAndHash(byte[] plain) {
        byte[] sent = cipher == null ? plain : cipher.encrypt(hash, plain);
        mixHash(sent);
        return sent;
    }

    byte[] decryptAndHash(byte[] received) {
        byte[] plain = cipher == null ? received : cipher.decrypt(hash, received);
        mixHash(received);
        return plain;
    }

    /** How many bytes encryption adds now. */
    int overhead() {
        return cipher == null ? 0 : NoiseCipher.TAG;
    }

    byte[] handshakeHash() {
        return hash.clone();
    }

    /** The initiator's cipher and the responder's. */
    NoiseCipher[] split() {
        byte[][] keys = hkdf(chainingKey, new byte[0]);
        return new NoiseCipher[] {new NoiseCipher(keys[0]), new NoiseCipher(keys[1])};
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            digest.update(second);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** HKDF with two outputs, section 4.3. */
    private static byte[][] hkdf(byte[] chainingKey, byte[] material) {
        byte[] temporary = hmac(chainingKey, material);
        byte[] first = hmac(temporary, new byte[] {1});
        byte[] second = Arrays.copyOf(first, first.length + 1);
        second[first.length] = 2;
        return new byte[][] {first, hmac(temporary, second)};
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
