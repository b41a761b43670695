package io.ggen.api.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A number modulo p = 2^255 - 19, changed in place: the field below Ed25519 (RFC 7748, section 4.1). Five limbs of 51 bits,
 * signed, so that sums and differences need no carry; what {@link #mul} and {@link #square} take may be sums of up to four of
 * their results. Takes a time that depends on the numbers: for public ones only.
 */
final class Field25519 {
    private static final long MASK = (1L << 51) - 1;

    private long a0;
    private long a1;
    private long a2;
    private long a3;
    private long a4;

    static Field25519 of(long small) {
        Field25519 element = new Field25519();
        element.a0 = small;
        return element;
    }

    /** The lower 255 bits of 32 bytes, least first. */
    static Field25519 of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Field25519 element = new Field25519();
        element.a0 = in.getLong(0) & MASK;
        element.a1 = in.getLong(6) >>> 3 & MASK;
        element.a2 = in.getLong(12) >>> 6 & MASK;
        element.a3 = in.getLong(19) >>> 1 & MASK;
        element.a4 = in.getLong(24) >>> 12 & MASK;
        return element;
    }

    Field25519 set(Field25519 x) {
        return set(x.a0, x.a1, x.a2, x.a3, x.a4);
    }

    private Field25519 set(long x0, long x1, long x2, long x3, long x4) {
        a0 = x0;
        a1 = x1;
        a2 = x2;
        a3 = x3;
        a4 = x4;
        return this;
    }

    Field25519 add(Field25519 x, Field25519 y) {
        return set(x.a0 + y.a0, x.a1 + y.a1, x.a2 + y.a2, x.a3 + y.a3, x.a4 + y.a4);
    }

    Field25519 subtract(Field25519 x, Field25519 y) {
        return set(x.a0 - y.a0, x.a1 - y.a1, x.a2 - y.a2, x.a3 - y.a3, x.a4 - y.a4);
    }

    Field25519 negate() {
        return set(-a0, -a1, -a2, -a3, -a4);
    }

    /**
     * A product of limbs is {@code high * 2^51 + low} with {@code 0 <= low < 2^51}. The highs come from shifting both by 13
     * bits in all; the lows of a column, as one sum, are what its products leave modulo 2^64 when its highs are taken away.
     */
    Field25519 mul(Field25519 x, Field25519 y) {
        long x0 = x.a0;
        long x1 = x.a1;
        long x2 = x.a2;
        long x3 = x.a3;
        long x4 = x.a4;
        long y0 = y.a0;
        long y1 = y.a1;
        long y2 = y.a2;
        long y3 = y.a3;
        long y4 = y.a4;
        long h0 = high(x0, y0);
        long h1 = high(x0, y1) + high(x1, y0);
        long h2 = high(x0, y2) + high(x1, y1) + high(x2, y0);
        long h3 = high(x0, y3) + high(x1, y2) + high(x2, y1) + high(x3, y0);
        long h4 = high(x0, y4) + high(x1, y3) + high(x2, y2) + high(x3, y1) + high(x4, y0);
        long h5 = high(x1, y4) + high(x2, y3) + high(x3, y2) + high(x4, y1);
        long h6 = high(x2, y4) + high(x3, y3) + high(x4, y2);
        long h7 = high(x3, y4) + high(x4, y3);
        long h8 = high(x4, y4);
        long l0 = x0 * y0 - (h0 << 51);
        long l1 = x0 * y1 + x1 * y0 - (h1 << 51);
        long l2 = x0 * y2 + x1 * y1 + x2 * y0 - (h2 << 51);
        long l3 = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 - (h3 << 51);
        long l4 = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 - (h4 << 51);
        long l5 = x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1 - (h5 << 51);
        long l6 = x2 * y4 + x3 * y3 + x4 * y2 - (h6 << 51);
        long l7 = x3 * y4 + x4 * y3 - (h7 << 51);
        long l8 = x4 * y4 - (h8 << 51);
        return carried(
                l0 + 19 * (l5 + h4),
                l1 + h0 + 19 * (l6 + h5),
                l2 + h1 + 19 * (l7 + h6),
                l3 + h2 + 19 * (l8 + h7),
                l4 + h3 + 19 * h8);
    }

    private static long high(long x, long y) {
        return Math.multiplyHigh(x << 6, y << 7);
    }

    /** Like {@link #mul} with {@code x} twice. */
    Field25519 square(Field25519 x) {
        long x0 = x.a0;
        long x1 = x.a1;
        long x2 = x.a2;
        long x3 = x.a3;
        long x4 = x.a4;
        long d0 = 2 * x0;
        long d1 = 2 * x1;
        long d2 = 2 * x2;
        long d3 = 2 * x3;
        long h0 = high(x0, x0);
        long h1 = high(x1, d0);
        long h2 = high(x2, d0) + high(x1, x1);
        long h3 = high(x3, d0) + high(x2, d1);
        long h4 = high(x4, d0) + high(x3, d1) + high(x2, x2);
        long h5 = high(x4, d1) + high(x3, d2);
        long h6 = high(x4, d2) + high(x3, x3);
        long h7 = high(x4, d3);
        long h8 = high(x4, x4);
        long l0 = x0 * x0 - (h0 << 51);
        long l1 = d0 * x1 - (h1 << 51);
        long l2 = d0 * x2 + x1 * x1 - (h2 << 51);
        long l3 = d0 * x3 + d1 * x2 - (h3 << 51);
        long l4 = d0 * x4 + d1 * x3 + x2 * x2 - (h4 << 51);
        long l5 = d1 * x4 + d2 * x3 - (h5 << 51);
        long l6 = d2 * x4 + x3 * x3 - (h6 << 51);
        long l7 = d3 * x4 - (h7 << 51);
        long l8 = x4 * x4 - (h8 << 51);
        return carried(
                l0 + 19 * (l5 + h4),
                l1 + h0 + 19 * (l6 + h5),
                l2 + h1 + 19 * (l7 + h6),
                l3 + h2 + 19 * (l8 + h7),
                l4 + h3 + 19 * h8);
    }

    private Field25519 carried(long r0, long r1, long r2, long r3, long r4) {
        return set(
                (r0 & MASK) + 19 * (r4 >> 51),
                (r1 & MASK) + (r0 >> 51),
                (r2 & MASK) + (r1 >> 51),
                (r3 & MASK) + (r2 >> 51),
                (r4 & MASK) + (r3 >> 51));
    }

    private Field25519 squareTimes(Field25519 x, int times) {
        square(x);
        for (int i = 1; i < times; i++) {
            square(this);
        }
        return this;
    }

    /** {@code x} to the power of (p - 5) / 8 = 2^252 - 3, by powers of the form 2^n - 1. */
    Field25519 powerForRoot(Field25519 x) {
        Field25519 two = new Field25519().square(x);
        Field25519 nine = new Field25519().squareTimes(two, 2);
        nine.mul(nine, x);
        Field25519 bits5 = new Field25519().mul(two, nine);
        bits5.square(bits5).mul(bits5, nine);
        Field25519 bits10 = new Field25519().extended(bits5, 5, bits5);
        Field25519 bits20 = new Field25519().extended(bits10, 10, bits10);
        Field25519 bits50 = new Field25519().extended(bits20, 20, bits20);
        bits50.extended(bits50, 10, bits10);
        Field25519 bits100 = new Field25519().extended(bits50, 50, bits50);
        Field25519 bits250 = new Field25519().extended(bits100, 100, bits100);
        bits250.extended(bits250, 50, bits50);
        return extended(bits250, 2, x);
    }

    private Field25519 extended(Field25519 x, int times, Field25519 factor) {
        Field25519 shifted = new Field25519().squareTimes(x, times);
        return mul(shifted, factor);
    }

    /** 1 / x, or 0 for 0: x to the power of p - 2 = 8 (2^252 - 3) + 3. */
    Field25519 invert(Field25519 x) {
        Field25519 power = new Field25519().powerForRoot(x);
        power.squareTimes(power, 3);
        return set(power.mul(power, x).mul(power, x).mul(power, x));
    }

    /** The 32 bytes of the one representative below p, least first. */
    byte[] toBytes() {
        // 16 p more make every limb positive and leave the number as it is
        long most = 16 * MASK;
        long[] r = {a0 + most - 16 * 18, a1 + most, a2 + most, a3 + most, a4 + most};
        for (int pass = 0; pass < 3; pass++) {
            long above = carry(r);
            r[0] += 19 * above;
        }
        long overP = 19;
        for (long limb : r) {
            overP = limb + overP >> 51;
        }
        r[0] += 19 * overP;
        carry(r);
        ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(r[0] | r[1] << 51).putLong(r[1] >>> 13 | r[2] << 38);
        out.putLong(r[2] >>> 26 | r[3] << 25).putLong(r[3] >>> 39 | r[4] << 12);
        return out.array();
    }

    /** Leaves 51 bits in every limb and returns what stands above them all. */
    private static long carry(long[] limbs) {
        long carry = 0;
        for (int i = 0; i < limbs.length; i++) {
            carry += limbs[i];
            limbs[i] = carry & MASK;
            carry >>= 51;
        }
        return carry;
    }

    boolean isZero() {
        return Arrays.equals(toBytes(), new byte[32]);
    }

    boolean isOdd() {
        return (toBytes()[0] & 1) == 1;
    }
}
