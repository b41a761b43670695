package io.ggen.identity;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Random;

/** Prints how many signatures of messages of 600 bytes are verified in a second of processor time, by ggen and by the JDK. */
public final class VerifySpeed {
    private static final int KEYS = 20;
    private static final int MESSAGES = 4000;
    private static final int LENGTH = 600;
    private static final int ROUNDS = 5;

    private VerifySpeed() {}

    private interface Way {
        boolean verifies(PublicKey key, byte[] message, byte[] signature) throws GeneralSecurityException;
    }

    public static void main(String[] args) throws GeneralSecurityException {
        Random random = new Random(600);
        Signer[] signers = new Signer[KEYS];
        for (int i = 0; i < KEYS; i++) {
            byte[] seed = new byte[32];
            random.nextBytes(seed);
            signers[i] = SeedSigner.of(seed);
        }
        byte[][] messages = new byte[MESSAGES][LENGTH];
        byte[][] signatures = new byte[MESSAGES][];
        for (int i = 0; i < MESSAGES; i++) {
            random.nextBytes(messages[i]);
            signatures[i] = signers[i % KEYS].sign(messages[i]);
        }
        measure(
                "ggen",
                signers,
                messages,
                signatures,
                (key, message, signature) -> PublicKey.of(key.raw()).verifies(message, signature));
        measure("JDK", signers, messages, signatures, VerifySpeed::byJdk);
    }

    private static void measure(String name, Signer[] signers, byte[][] messages, byte[][] signatures, Way way)
            throws GeneralSecurityException {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= ROUNDS; round++) {
            long start = clock.getCurrentThreadCpuTime();
            for (int i = 0; i < messages.length; i++) {
                if (!way.verifies(signers[i % KEYS].publicKey(), messages[i], signatures[i])) {
                    throw new AssertionError("a good signature was refused");
                }
            }
            long nanos = clock.getCurrentThreadCpuTime() - start;
            System.out.println(
                    name + ", round " + round + ": " + messages.length * 1_000_000_000L / nanos + " a second");
        }
    }

    private static boolean byJdk(PublicKey key, byte[] message, byte[] signature) throws GeneralSecurityException {
        byte[] raw = key.raw();
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = raw[31 - i];
        }
        boolean odd = y[0] < 0;
        y[0] &= 0x7f;
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
        Signature state = Signature.getInstance("Ed25519");
        state.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
        state.update(message);
        return state.verify(signature);
    }
}
