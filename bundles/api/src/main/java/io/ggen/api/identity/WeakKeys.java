package io.ggen.api.identity;

/** The 32-byte texts that are refused as keys before any curve arithmetic. */
final class WeakKeys {
    /** y of the points of order 8, least byte first; the other two are {@code p - y}. */
    private static final int[] ORDER_EIGHT = {
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
        0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a
    };

    private static final int[] OTHER_ORDER_EIGHT = {
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
        0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05
    };

    private WeakKeys() {}

    /**
     * Whether {@code key}, 32 bytes, is a point of small order (y is 0, 1, p - 1, or that of a point of order 8) or has a y
     * that is not below p = 2^255 - 19. The sign bit makes no difference.
     */
    static boolean contains(byte[] key) {
        return isZeroOrOne(key) || isNearPrimeOrAbove(key) || is(ORDER_EIGHT, key) || is(OTHER_ORDER_EIGHT, key);
    }

    private static boolean isZeroOrOne(byte[] key) {
        return (key[0] & 0xfe) == 0 && middleIs(key, 0) && (key[31] & 0x7f) == 0;
    }

    /** y is at least p - 1, which ends in {@code ec ff … ff 7f}. */
    private static boolean isNearPrimeOrAbove(byte[] key) {
        return (key[0] & 0xff) >= 0xec && middleIs(key, -1) && (key[31] & 0x7f) == 0x7f;
    }

    private static boolean middleIs(byte[] key, int value) {
        for (int i = 1; i < 31; i++) {
            if (key[i] != value) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(int[] y, byte[] key) {
        for (int i = 0; i < 31; i++) {
            if ((key[i] & 0xff) != y[i]) {
                return false;
            }
        }
        return (key[31] & 0x7f) == y[31];
    }
}
