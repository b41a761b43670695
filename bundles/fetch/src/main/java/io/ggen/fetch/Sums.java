package io.ggen.fetch;

import io.ggen.records.LeafHashes;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * What leaves of a file looked like when they last fitted their hash: enough to see that a file has changed by accident, at a
 * fraction of the cost. Who could forge a sum could write our files. Whoever gets a leaf checks its hash. For many threads.
 */
final class Sums {
    /** 0 is a leaf that was not seen yet, or one whose sum is that: it is hashed every time. */
    private final AtomicIntegerArray sums;

    Sums(int leaves) {
        sums = new AtomicIntegerArray(leaves);
    }

    /** These bytes were leaf {@code index}. */
    void learn(int index, byte[] data, int offset, int length) {
        sums.set(index, sum(data, offset, length));
    }

    /** Whether these bytes are leaf {@code index} of {@code leaves}: they look as they did, or fit the hash. */
    boolean fits(LeafHashes leaves, int index, byte[] data, int offset, int length) {
        if (index < 0 || index >= leaves.count() || length != leaves.sizeOf(index)) {
            return false;
        }
        int sum = sum(data, offset, length);
        if (sum != 0 && sums.get(index) == sum) {
            return true;
        }
        boolean right = leaves.fits(index, data, offset, length);
        if (right) {
            sums.set(index, sum);
        }
        return right;
    }

    private static int sum(byte[] data, int offset, int length) {
        CRC32C sum = new CRC32C();
        sum.update(data, offset, length);
        return (int) sum.getValue();
    }
}
