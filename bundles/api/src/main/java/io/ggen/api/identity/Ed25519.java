package io.ggen.api.identity;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Checks Ed25519 signatures (RFC 8032, section 5.1.7, without the cofactor). Ours, since the JDK's takes half a millisecond;
 * the tests hold it to the JDK's verdicts. It handles nothing secret, so its time may depend on its input.
 */
final class Ed25519 {
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final int KEY_WIDTH = 5;
    private static final int BASE_WIDTH = 8;

    /** The base point: y = 4/5, x even. */
    private static final byte[] BASE = HexFormat.of().parseHex("58" + "66".repeat(31));

    private static final Point25519.Addend[] BASE_MULTIPLES =
            Objects.requireNonNull(Point25519.of(BASE)).oddMultiples(1 << BASE_WIDTH - 2);

    private Ed25519() {}

    /**
     * Whether {@code signature}, 64 bytes, is that of {@code message} by {@code key}, 32 bytes whose y is below the prime:
     * the encoding of {@code S * B - k * A} must be R, byte for byte, and S below the order of the base point.
     */
    static boolean verifies(byte[] key, byte[] message, byte[] signature) {
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        if (littleEndian(s).compareTo(ORDER) >= 0) {
            return false;
        }
        Point25519 point = Point25519.of(key);
        if (point == null) {
            return false;
        }
        MessageDigest state = sha512();
        state.update(signature, 0, 32);
        state.update(key);
        state.update(message);
        byte[] k = littleEndian(littleEndian(state.digest()).mod(ORDER));
        byte[] r = sum(digits(s, BASE_WIDTH), digits(k, KEY_WIDTH), point.negate());
        return Arrays.equals(r, 0, 32, signature, 0, 32);
    }

    /** {@code s * B + k * point}, doubling once for both (Straus). */
    private static byte[] sum(byte[] s, byte[] k, Point25519 point) {
        Point25519.Addend[] multiples = point.oddMultiples(1 << KEY_WIDTH - 2);
        Point25519 sum = new Point25519();
        int at = s.length - 1;
        while (at >= 0 && s[at] == 0 && k[at] == 0) {
            at--;
        }
        for (; at >= 0; at--) {
            int ofS = s[at];
            int ofK = k[at];
            sum.twice(ofS != 0 || ofK != 0);
            if (ofK != 0) {
                sum.add(multiples[Math.abs(ofK) / 2], ofK < 0, ofS != 0);
            }
            if (ofS != 0) {
                sum.add(BASE_MULTIPLES[Math.abs(ofS) / 2], ofS < 0, false);
            }
        }
        return sum.toBytes();
    }

    /**
     * {@code scalar}, below 2^253, least digit first, in signed odd digits below {@code 2^(width - 1)} with at least
     * {@code width - 1} zeros between them.
     */
    private static byte[] digits(byte[] scalar, int width) {
        byte[] digits = new byte[256];
        int carry = 0;
        for (int at = 0; at < digits.length; ) {
            int bits = carry;
            for (int i = 0; i < width && at + i < 256; i++) {
                bits += (scalar[at + i >> 3] >> (at + i & 7) & 1) << i;
            }
            if ((bits & 1) == 0) {
                carry = (scalar[at >> 3] >> (at & 7) & 1) & carry;
                at++;
                continue;
            }
            boolean negative = bits >= 1 << width - 1;
            digits[at] = (byte) (negative ? bits - (1 << width) : bits);
            carry = negative ? 1 : 0;
            at += width;
        }
        return digits;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, turned);
    }

    private static byte[] littleEndian(BigInteger below256Bits) {
        byte[] turned = below256Bits.toByteArray();
        byte[] bytes = new byte[32];
        for (int i = 0; i < turned.length && i < 32; i++) {
            bytes[i] = turned[turned.length - 1 - i];
        }
        return bytes;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-512", e);
        }
    }
}
