package io.ggen.record.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A number modulo 2^256, as four longs from the lowest to the highest. */
final class Sum {
    static final int LENGTH = 4;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Sum() {}

    /** Adds to the sum at {@code at} in {@code sums} the 32 little-endian bytes at {@code from} in {@code bytes}. */
    static void add(long[] sums, int at, byte[] bytes, int from) {
        long carry = 0;
        for (int i = 0; i < LENGTH; i++) {
            carry = add(sums, at + i, (long) LITTLE.get(bytes, from + 8 * i), carry);
        }
    }

    static void subtract(long[] sums, int at, byte[] bytes, int from) {
        // two's complement: adding the inverse and one
        long carry = 1;
        for (int i = 0; i < LENGTH; i++) {
            carry = add(sums, at + i, ~(long) LITTLE.get(bytes, from + 8 * i), carry);
        }
    }

    static void add(long[] sums, int at, long[] other, int from) {
        long carry = 0;
        for (int i = 0; i < LENGTH; i++) {
            carry = add(sums, at + i, other[from + i], carry);
        }
    }

    static void subtract(long[] sums, int at, long[] other, int from) {
        long carry = 1;
        for (int i = 0; i < LENGTH; i++) {
            carry = add(sums, at + i, ~other[from + i], carry);
        }
    }

    private static long add(long[] sums, int at, long more, long carry) {
        long once = sums[at] + more;
        long twice = once + carry;
        long over = Long.compareUnsigned(once, more) < 0 ? 1 : 0;
        sums[at] = twice;
        return over + (Long.compareUnsigned(twice, once) < 0 ? 1 : 0);
    }

    static byte[] bytes(long[] sum) {
        byte[] bytes = new byte[8 * LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            LITTLE.set(bytes, 8 * i, sum[i]);
        }
        return bytes;
    }
}
