package io.ggen.libp2p.noise;

import io.ggen.p2p.api.NetworkException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code Noise_XX_25519_ChaChaPoly_SHA256} (Noise specification, sections 5.3 and 7.5): three messages, after which each side
 * knows the other's static key. For one thread at a time; after an exception it is of no more use.
 */
final class Handshake {
    static final String PROTOCOL = "Noise_XX_25519_ChaChaPoly_SHA256";

    private final Symmetric symmetric;
    private final boolean initiator;
    private final X25519 fixed;
    private final X25519 ephemeral;
    private int step;
    private byte @Nullable [] theirEphemeral;
    private byte @Nullable [] theirStatic;

    Handshake(boolean initiator, X25519 fixed, X25519 ephemeral, byte[] prologue) {
        this.initiator = initiator;
        this.fixed = fixed;
        this.ephemeral = ephemeral;
        symmetric = new Symmetric(PROTOCOL, prologue);
    }

    /** Whether it is this side's turn to write. */
    boolean writes() {
        return step < 3 && initiator == (step % 2 == 0);
    }

    boolean done() {
        return step == 3;
    }

    /** Whether the other side's static key, and so its payload, has come. */
    boolean knowsThem() {
        return theirStatic != null;
    }

    byte[] write(byte[] payload) {
        if (!writes()) {
            throw new IllegalStateException("not this side's turn");
        }
        byte[] message = new byte[0];
        if (step < 2) {
            byte[] e = ephemeral.publicKey();
            symmetric.mixHash(e);
            message = e;
        }
        if (step == 1) {
            mixEphemerals();
        }
        if (step > 0) {
            message = joined(message, symmetric.encryptAndHash(fixed.publicKey()));
            symmetric.mixKey(fixed.agree(known(theirEphemeral)));
        }
        step++;
        return joined(message, symmetric.encryptAndHash(payload));
    }

    /** The payload in {@code message}. Throws {@link NetworkException} (MALFORMED) if it is no next message of a handshake. */
    byte[] read(byte[] message) {
        if (writes() || done()) {
            throw new IllegalStateException("not the other side's turn");
        }
        int at = 0;
        if (step < 2) {
            theirEphemeral = part(message, 0, X25519.LENGTH);
            symmetric.mixHash(theirEphemeral);
            at = X25519.LENGTH;
        }
        if (step == 1) {
            mixEphemerals();
        }
        if (step > 0) {
            int length = X25519.LENGTH + symmetric.overhead();
            theirStatic = symmetric.decryptAndHash(part(message, at, length));
            at += length;
            symmetric.mixKey(ephemeral.agree(theirStatic));
        }
        step++;
        return symmetric.decryptAndHash(Arrays.copyOfRange(message, at, message.length));
    }

    private void mixEphemerals() {
        symmetric.mixKey(ephemeral.agree(known(theirEphemeral)));
    }

    /** The static key the other side has proved to hold. */
    byte[] theirStatic() {
        return known(theirStatic).clone();
    }

    byte[] handshakeHash() {
        return symmetric.handshakeHash();
    }

    /** The cipher this side encrypts with, and the one it decrypts with. */
    NoiseCipher[] split() {
        NoiseCipher[] ciphers = symmetric.split();
        return initiator ? ciphers : new NoiseCipher[] {ciphers[1], ciphers[0]};
    }

    private static byte[] known(byte @Nullable [] key) {
        if (key == null) {
            throw new IllegalStateException("the other side's key has not come yet");
        }
        return key;
    }

    private static byte[] part(byte[] message, int from, int length) {
        if (message.length - from < length) {
            throw NetworkException.malformed("A message of the Noise handshake is too short.");
        }
        return Arrays.copyOfRange(message, from, from + length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
