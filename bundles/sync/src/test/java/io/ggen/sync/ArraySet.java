package io.ggen.sync;

import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.Collection;
import java.util.List;

/** A set in an array, with sums from its beginning to each item. */
final class ArraySet implements SyncSet {
    private static final int WORDS = 8;
    private static final long MASK = 0xffffffffL;

    private final List<SyncItem> items;
    private final int[] sums;

    ArraySet(Collection<SyncItem> items) {
        this.items = items.stream().sorted().toList();
        this.sums = new int[WORDS * (items.size() + 1)];
        for (int i = 0; i < this.items.size(); i++) {
            byte[] id = this.items.get(i).id().bytes();
            long carry = 0;
            for (int word = 0; word < WORDS; word++) {
                long value = id[4 * word] & 0xffL
                        | (id[4 * word + 1] & 0xffL) << 8
                        | (id[4 * word + 2] & 0xffL) << 16
                        | (id[4 * word + 3] & 0xffL) << 24;
                carry += value + (sums[WORDS * i + word] & MASK);
                sums[WORDS * (i + 1) + word] = (int) carry;
                carry >>>= 32;
            }
        }
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public SyncItem item(int index) {
        return items.get(index);
    }

    @Override
    public int countBelow(SyncItem bound) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (items.get(middle).compareTo(bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public byte[] sum(int from, int to) {
        byte[] sum = new byte[4 * WORDS];
        long borrow = 0;
        for (int word = 0; word < WORDS; word++) {
            long difference = (sums[WORDS * to + word] & MASK) - (sums[WORDS * from + word] & MASK) + borrow;
            for (int i = 0; i < 4; i++) {
                sum[4 * word + i] = (byte) (difference >>> 8 * i);
            }
            borrow = difference >> 32;
        }
        return sum;
    }
}
