package io.ggen.record.store;

import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.Arrays;
import java.util.Objects;

/** The items at one moment: blocks nobody changes any more, with where each begins and the sum of all before it. */
final class ItemSnapshot implements SyncSet {
    static final SyncSet EMPTY = new ItemSnapshot(new Block[0]);

    private final Block[] blocks;
    private final int[] starts;
    private final long[] sums;

    ItemSnapshot(Block[] blocks) {
        this.blocks = blocks;
        this.starts = new int[blocks.length + 1];
        this.sums = new long[(blocks.length + 1) * Sum.LENGTH];
        for (int i = 0; i < blocks.length; i++) {
            starts[i + 1] = starts[i] + blocks[i].count();
            int next = (i + 1) * Sum.LENGTH;
            System.arraycopy(sums, i * Sum.LENGTH, sums, next, Sum.LENGTH);
            Sum.add(sums, next, blocks[i].sum, 0);
        }
    }

    @Override
    public int size() {
        return starts[blocks.length];
    }

    @Override
    public SyncItem item(int index) {
        Objects.checkIndex(index, size());
        int block = blockOf(index);
        return blocks[block].get(index - starts[block]);
    }

    @Override
    public int countBelow(SyncItem bound) {
        byte[] item = Block.item(bound.seconds(), bound.id().bytes());
        int low = 0;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle].compare(0, item) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : starts[low - 1] + blocks[low - 1].countBelow(item);
    }

    @Override
    public byte[] sum(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        long[] total = sumBefore(to);
        Sum.subtract(total, 0, sumBefore(from), 0);
        return Sum.bytes(total);
    }

    private long[] sumBefore(int index) {
        int block = index == size() ? blocks.length : blockOf(index);
        long[] total = Arrays.copyOfRange(sums, block * Sum.LENGTH, (block + 1) * Sum.LENGTH);
        if (block < blocks.length) {
            blocks[block].addTo(total, index - starts[block]);
        }
        return total;
    }

    private int blockOf(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }
}
