package io.ggen.resolver;

/** Sets of small numbers as words of 64 bits. Sets of one package have the same length; none is changed once made. */
final class Bits {
    private Bits() {}

    static long[] none(int size) {
        return new long[(size + 63) >>> 6];
    }

    /** All numbers below {@code size}. */
    static long[] all(int size) {
        long[] set = none(size);
        for (int i = 0; i < size >>> 6; i++) {
            set[i] = -1L;
        }
        if ((size & 63) != 0) {
            set[size >>> 6] = (1L << size) - 1;
        }
        return set;
    }

    static long[] only(int size, int number) {
        long[] set = none(size);
        add(set, number);
        return set;
    }

    /** For a set that is still being made. */
    static void add(long[] set, int number) {
        set[number >>> 6] |= 1L << number;
    }

    static boolean has(long[] set, int number) {
        return (set[number >>> 6] & (1L << number)) != 0;
    }

    static boolean isWithin(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            if ((a[i] & ~b[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isApart(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            if ((a[i] & b[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isEmpty(long[] a) {
        return count(a) == 0;
    }

    static long[] and(long[] a, long[] b) {
        long[] both = a.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] &= b[i];
        }
        return both;
    }

    static long[] or(long[] a, long[] b) {
        long[] either = a.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] |= b[i];
        }
        return either;
    }

    static long[] minus(long[] a, long[] b) {
        long[] rest = a.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] &= ~b[i];
        }
        return rest;
    }

    static int count(long[] a) {
        int count = 0;
        for (long word : a) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The smallest number in {@code a} from {@code start} on, or -1. */
    static int next(long[] a, int start) {
        int word = start >>> 6;
        if (word >= a.length) {
            return -1;
        }
        long rest = a[word] & (-1L << start);
        while (rest == 0) {
            if (++word == a.length) {
                return -1;
            }
            rest = a[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    /** The largest number in {@code a}, or -1. */
    static int last(long[] a) {
        for (int word = a.length - 1; word >= 0; word--) {
            if (a[word] != 0) {
                return (word << 6) + 63 - Long.numberOfLeadingZeros(a[word]);
            }
        }
        return -1;
    }
}
