package io.ggen.libp2p.noise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Poly1305 (RFC 8439) of whole blocks of 16 bytes: numbers modulo 2^130 - 5 in limbs of 44, 44 and 42 bits. No branch and no index
 * depends on a secret. For one message.
 */
final class Poly1305 {
    static final int BLOCK = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_44 = (1L << 44) - 1;
    private static final long LOW_42 = (1L << 42) - 1;
    private static final long LOW_40 = (1L << 40) - 1;
    private static final long TOP = 1L << 40;

    /** A limb shifted by the one, times a factor shifted by the other: the high half of that is the product without 44 bits. */
    private static final int SHIFT_LIMB = 17;

    private static final int SHIFT_FACTOR = 3;

    private final long r0;
    private final long r1;
    private final long r2;
    private final long end0;
    private final long end1;
    private long h0;
    private long h1;
    private long h2;

    /** With the one-time key of four little-endian words. */
    Poly1305(long key0, long key1, long key2, long key3) {
        r0 = key0 & 0xffc_0fff_ffffL;
        r1 = (key0 >>> 44 | key1 << 20) & 0xfff_ffc0_ffffL;
        r2 = key1 >>> 24 & 0xf_ffff_fc0fL;
        end0 = key2;
        end1 = key3;
    }

    /**
     * Takes {@code count} blocks. With limbs below 2^46 and factors below 2^49 no sum passes 2^63: h0 and h1 come in below 2^45.1,
     * h2 below 2^42.6; high parts sum up to less than 2^48, low parts to less than 2^46.
     */
    void blocks(byte[] in, int from, int count) {
        long s1 = r1 * 20;
        long s2 = r2 * 20;
        long high0 = r0 << SHIFT_FACTOR;
        long high1 = r1 << SHIFT_FACTOR;
        long high2 = r2 << SHIFT_FACTOR;
        long highS1 = s1 << SHIFT_FACTOR;
        long highS2 = s2 << SHIFT_FACTOR;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        for (int i = 0, at = from; i < count; i++, at += BLOCK) {
            long low = (long) LONG.get(in, at);
            long high = (long) LONG.get(in, at + 8);
            a0 += low & LOW_44;
            a1 += (low >>> 44 | high << 20) & LOW_44;
            a2 += high >>> 24 & LOW_40 | TOP;
            long b0 = a0 << SHIFT_LIMB;
            long b1 = a1 << SHIFT_LIMB;
            long b2 = a2 << SHIFT_LIMB;
            long l0 = (a0 * r0 & LOW_44) + (a1 * s2 & LOW_44) + (a2 * s1 & LOW_44);
            long l1 = (a0 * r1 & LOW_44) + (a1 * r0 & LOW_44) + (a2 * s2 & LOW_44);
            long l2 = (a0 * r2 & LOW_44) + (a1 * r1 & LOW_44) + (a2 * r0 & LOW_44);
            long u0 = Math.multiplyHigh(b0, high0) + Math.multiplyHigh(b1, highS2) + Math.multiplyHigh(b2, highS1);
            long u1 = Math.multiplyHigh(b0, high1) + Math.multiplyHigh(b1, high0) + Math.multiplyHigh(b2, highS2);
            long u2 = Math.multiplyHigh(b0, high2) + Math.multiplyHigh(b1, high1) + Math.multiplyHigh(b2, high0);
            a0 = l0;
            a1 = u0 + l1 + (a0 >>> 44);
            a2 = u1 + l2 + (a1 >>> 44);
            // 2^132 is 20 and 2^130 is 5
            a0 = (a0 & LOW_44) + 20 * u2 + 5 * (a2 >>> 42);
            a1 = (a1 & LOW_44) + (a0 >>> 44);
            a0 &= LOW_44;
            a2 &= LOW_42;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
    }

    /** Writes the tag of all that was taken. */
    void finish(byte[] out, int to) {
        carry();
        carry();
        long g0 = h0 + 5;
        long g1 = h1 + (g0 >>> 44);
        long g2 = h2 + (g1 >>> 44) - (1L << 42);
        long keep = g2 >> 63;
        h0 = h0 & keep | g0 & LOW_44 & ~keep;
        h1 = h1 & keep | g1 & LOW_44 & ~keep;
        h2 = h2 & keep | g2 & ~keep;
        long low = h0 | h1 << 44;
        long high = h1 >>> 20 | h2 << 24;
        long sum = low + end0;
        long carry = (low & end0 | (low | end0) & ~sum) >>> 63;
        LONG.set(out, to, sum);
        LONG.set(out, to + 8, high + end1 + carry);
    }

    private void carry() {
        h1 += h0 >>> 44;
        h0 &= LOW_44;
        h2 += h1 >>> 44;
        h1 &= LOW_44;
        h0 += 5 * (h2 >>> 42);
        h2 &= LOW_42;
    }
}
