package io.ggen.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.ProblemException;
import io.ggen.api.identity.ReferenceCurve.Point;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our verdicts are the JDK's, but for keys of small order, which we refuse. {@code -Dggen.signatures=N} tries more. */
class Ed25519VerdictTest {
    private static final int SIGNATURES = Integer.getInteger("ggen.signatures", 1000);
    private static final long SEED = Long.getLong("ggen.seed", 8032);

    private final Random random = new Random(SEED);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private BigInteger scalar() {
        return new BigInteger(252, random);
    }

    /** Ours and the JDK's. */
    private static boolean verdict(byte[] key, byte[] message, byte[] signature) {
        boolean ours;
        try {
            ours = PublicKey.of(key).verifies(message, signature);
        } catch (ProblemException e) {
            return false;
        }
        assertThat(ours)
                .as("seed %d, key %s, message %s, signature %s", SEED, hex(key), hex(message), hex(signature))
                .isEqualTo(ReferenceCurve.jdkVerifies(key, message, signature));
        return ours;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void whatTheJdkSignsIsGoodAndWhatWasChangedIsNot() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        KeyPair pair = generator.generateKeyPair();
        for (int i = 0; i < SIGNATURES; i++) {
            if (i % 8 == 0) {
                pair = generator.generateKeyPair();
            }
            byte[] key = Arrays.copyOfRange(pair.getPublic().getEncoded(), 12, 44);
            byte[] message = bytes(random.nextInt(300));
            byte[] signature = signature(pair.getPrivate(), message);
            assertThat(PublicKey.of(key).verifies(message, signature))
                    .as("key %s, message %s, signature %s", hex(key), hex(message), hex(signature))
                    .isTrue();
            if (i % 4 == 0) {
                byte[] bits = random.nextInt(3) == 0 ? key : signature;
                bits[random.nextInt(bits.length)] ^= (byte) (1 << random.nextInt(8));
                assertThat(verdict(key, message, signature)).isFalse();
            }
        }
    }

    private static byte[] signature(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature state = Signature.getInstance("Ed25519");
        state.initSign(key);
        state.update(message);
        return state.sign();
    }

    @Test
    void noiseIsBad() {
        for (int i = 0; i < SIGNATURES / 4; i++) {
            byte[] signature = bytes(64);
            signature[63] &= random.nextBoolean() ? 0x0f : (byte) 0xff;
            assertThat(verdict(bytes(32), bytes(20), signature)).isFalse();
        }
    }

    @Test
    void edgesOfSAreDecidedAlike() {
        BigInteger secret = scalar();
        byte[] key = Point.BASE.times(secret).encoded();
        int good = 0;
        for (BigInteger s : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            ReferenceCurve.L.subtract(BigInteger.ONE),
            ReferenceCurve.L,
            ReferenceCurve.L.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(252),
            BigInteger.ONE.shiftLeft(253).subtract(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(255),
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)
        }) {
            for (Point r : new Point[] {Point.ZERO, Point.BASE, Point.BASE.times(s)}) {
                good += verdict(key, bytes(8), ReferenceCurve.signature(r.encoded(), s)) ? 1 : 0;
            }
        }
        assertThat(good).isZero();
    }

    /** Keys and R with every component of small order: the equation without the cofactor decides, on k below L. */
    @Test
    void componentsOfSmallOrderAreDecidedAlike() {
        Point[] small = ReferenceCurve.smallOrder();
        BigInteger secret = scalar();
        BigInteger nonce = scalar();
        int good = 0;
        int bad = 0;
        for (int ofKey = 0; ofKey < 8; ofKey++) {
            byte[] key = Point.BASE.times(secret).plus(small[ofKey]).encoded();
            for (int ofR = 0; ofR < 8; ofR++) {
                byte[] r = Point.BASE.times(nonce).plus(small[ofR]).encoded();
                for (int i = 0; i < 4; i++) {
                    byte[] message = bytes(16);
                    BigInteger k = ReferenceCurve.challenge(r, key, message);
                    BigInteger s = k.multiply(secret).add(nonce).mod(ReferenceCurve.L);
                    boolean fits = (k.mod(BigInteger.valueOf(8)).intValue() * ofKey + ofR) % 8 == 0;
                    assertThat(verdict(key, message, ReferenceCurve.signature(r, s)))
                            .as("seed %d, parts %d and %d", SEED, ofKey, ofR)
                            .isEqualTo(fits);
                    good += fits ? 1 : 0;
                    bad += fits ? 0 : 1;
                }
            }
        }
        assertThat(good).isGreaterThan(10);
        assertThat(bad).isGreaterThan(100);
    }

    /** R of small order in its one encoding is good if the equation holds; in any other encoding it is bad. */
    @Test
    void otherEncodingsOfRAreBad() {
        Point[] small = ReferenceCurve.smallOrder();
        BigInteger secret = scalar();
        byte[] key = Point.BASE.times(secret).encoded();
        BigInteger p = ReferenceCurve.P;
        for (Point point : small) {
            for (BigInteger y : new BigInteger[] {point.y(), point.y().add(p)}) {
                for (int sign = 0; sign < 2; sign++) {
                    if (y.bitLength() > 255) {
                        continue;
                    }
                    byte[] r = ReferenceCurve.bytes(y);
                    r[31] |= (byte) (sign << 7);
                    byte[] message = bytes(12);
                    BigInteger s = ReferenceCurve.challenge(r, key, message)
                            .multiply(secret)
                            .mod(ReferenceCurve.L);
                    boolean isZero = Arrays.equals(r, Point.ZERO.encoded());
                    assertThat(verdict(key, message, ReferenceCurve.signature(r, s)))
                            .as("seed %d, R %s", SEED, hex(r))
                            .isEqualTo(isZero);
                }
            }
        }
    }

    @Test
    void keysNearThePrimeAndBesideTheCurveAreDecidedAlike() {
        int points = 0;
        for (int distance = 2; distance < 40; distance++) {
            BigInteger y = ReferenceCurve.P.subtract(BigInteger.valueOf(distance));
            for (BigInteger candidate : new BigInteger[] {y, BigInteger.valueOf(distance)}) {
                byte[] key = ReferenceCurve.bytes(candidate);
                key[31] |= (byte) (distance << 7);
                points += Point25519.of(key) != null ? 1 : 0;
                assertThat(verdict(key, bytes(4), ReferenceCurve.signature(Point.BASE.encoded(), BigInteger.ONE)))
                        .isFalse();
            }
        }
        assertThat(points).isBetween(20, 60);
    }

    @Test
    void pointsComeBackFromTheirBytes() {
        for (int i = 0; i < 40; i++) {
            byte[] encoded = Point.BASE.times(scalar()).encoded();
            Point25519 point = Objects.requireNonNull(Point25519.of(encoded));
            assertThat(point.toBytes()).isEqualTo(encoded);
        }
        for (Point small : ReferenceCurve.smallOrder()) {
            Point25519 point = Objects.requireNonNull(Point25519.of(small.encoded()));
            assertThat(point.toBytes()).isEqualTo(small.encoded());
            assertThat(small.times(BigInteger.valueOf(8))).isEqualTo(Point.ZERO);
        }
    }

    /** A key of small order, with the signature that fits every message if the key's part of the equation vanishes. */
    @Test
    void theJdkTakesKeysOfSmallOrderAndWeDoNot() {
        byte[] key = Point.ZERO.encoded();
        byte[] signature = ReferenceCurve.signature(Point.BASE.encoded(), BigInteger.ONE);

        assertThat(Ed25519.verifies(key, bytes(9), signature)).isTrue();
        assertThat(ReferenceCurve.jdkVerifies(key, bytes(9), signature)).isTrue();
        assertThat(verdict(key, bytes(9), signature)).isFalse();
    }
}
