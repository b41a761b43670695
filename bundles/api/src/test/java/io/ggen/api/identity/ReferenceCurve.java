package io.ggen.api.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The curve edwards25519 in plain arithmetic, slow and easy to check; and the JDK as a judge. */
final class ReferenceCurve {
    static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private ReferenceCurve() {}

    /** A point by its affine coordinates. */
    record Point(BigInteger x, BigInteger y) {
        static final Point ZERO = new Point(BigInteger.ZERO, BigInteger.ONE);
        static final Point BASE = new Point(
                new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
                new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

        Point plus(Point other) {
            BigInteger cross = x.multiply(other.x).multiply(y).multiply(other.y).multiply(D);
            BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
            BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    sumX.multiply(BigInteger.ONE.add(cross).modInverse(P)).mod(P),
                    sumY.multiply(BigInteger.ONE.subtract(cross).modInverse(P)).mod(P));
        }

        Point times(BigInteger factor) {
            Point sum = ZERO;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                sum = factor.testBit(bit) ? sum.plus(this) : sum;
            }
            return sum;
        }

        byte[] encoded() {
            byte[] bytes = bytes(y);
            bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return bytes;
        }
    }

    /** The eight points of small order: multiples of one of order eight. */
    static Point[] smallOrder() {
        BigInteger y =
                number(HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));
        BigInteger square = y.multiply(y);
        BigInteger xSquared = square.subtract(BigInteger.ONE)
                .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xSquared)) {
            x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
        }
        Point[] points = new Point[8];
        for (int i = 0; i < 8; i++) {
            points[i] = new Point(x, y).times(BigInteger.valueOf(i));
        }
        return points;
    }

    /** The number k of RFC 8032, section 5.1.7, below L. */
    static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        try {
            MessageDigest state = MessageDigest.getInstance("SHA-512");
            state.update(r);
            state.update(key);
            return number(state.digest(message)).mod(L);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] signature(byte[] r, BigInteger s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(bytes(s), 0, signature, 32, 32);
        return signature;
    }

    static BigInteger number(byte[] littleEndian) {
        byte[] turned = new byte[littleEndian.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = littleEndian[turned.length - 1 - i];
        }
        return new BigInteger(1, turned);
    }

    static byte[] bytes(BigInteger below256Bits) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = below256Bits.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    /** What the JDK says. */
    static boolean jdkVerifies(byte[] key, byte[] message, byte[] signature) {
        byte[] encoded = Arrays.copyOf(X509_HEAD, 44);
        System.arraycopy(key, 0, encoded, 12, 32);
        try {
            Signature state = Signature.getInstance("Ed25519");
            state.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            state.update(message);
            return state.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
