package io.ggen.record.store;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Some neighbouring items in order, 40 bytes each: the seconds, big-endian, and the id. May be changed only by whoever made
 * it in the same epoch; from then on it is shared.
 */
final class Block {
    static final int MOST = 512;
    static final int ITEM = 8 + RecordId.LENGTH;

    private static final int STEP = 64;

    final long epoch;
    final long[] sum = new long[Sum.LENGTH];
    private byte[] items;
    private int count;

    Block(long epoch) {
        this.epoch = epoch;
        this.items = new byte[STEP * ITEM];
    }

    private Block(Block from, int start, int end, long epoch) {
        this.epoch = epoch;
        this.count = end - start;
        this.items = Arrays.copyOfRange(from.items, start * ITEM, start * ITEM + Math.min(MOST, count + STEP) * ITEM);
        for (int i = 0; i < count; i++) {
            Sum.add(sum, 0, items, i * ITEM + 8);
        }
    }

    static byte[] item(long seconds, byte[] id) {
        return ByteBuffer.allocate(ITEM).putLong(seconds).put(id).array();
    }

    int count() {
        return count;
    }

    /** Its items from {@code start} to {@code end} as a block of their own. */
    Block part(int start, int end, long epoch) {
        return new Block(this, start, end, epoch);
    }

    /** How many items are less than {@code item}. */
    int countBelow(byte[] item) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, item) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int compare(int index, byte[] item) {
        return Arrays.compareUnsigned(items, index * ITEM, (index + 1) * ITEM, item, 0, ITEM);
    }

    void insert(int index, byte[] item) {
        if ((count + 1) * ITEM > items.length) {
            items = Arrays.copyOf(items, Math.min(MOST, count + STEP) * ITEM);
        }
        System.arraycopy(items, index * ITEM, items, (index + 1) * ITEM, (count - index) * ITEM);
        System.arraycopy(item, 0, items, index * ITEM, ITEM);
        count++;
        Sum.add(sum, 0, item, 8);
    }

    void remove(int index) {
        Sum.subtract(sum, 0, items, index * ITEM + 8);
        System.arraycopy(items, (index + 1) * ITEM, items, index * ITEM, (count - index - 1) * ITEM);
        count--;
    }

    SyncItem get(int index) {
        ByteBuffer in = ByteBuffer.wrap(items, index * ITEM, ITEM);
        long seconds = in.getLong();
        byte[] id = new byte[RecordId.LENGTH];
        in.get(id);
        return new SyncItem(seconds, RecordId.ofBytes(id));
    }

    /** Adds the ids of the first {@code end} items to {@code total}. */
    void addTo(long[] total, int end) {
        if (end > count / 2) {
            Sum.add(total, 0, sum, 0);
            for (int i = end; i < count; i++) {
                Sum.subtract(total, 0, items, i * ITEM + 8);
            }
        } else {
            for (int i = 0; i < end; i++) {
                Sum.add(total, 0, items, i * ITEM + 8);
            }
        }
    }
}
