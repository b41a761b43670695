package io.ggen.record.store;

import io.ggen.records.store.SyncSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All items of the set to reconcile, in order, in memory: blocks that snapshots share until they change. Usable by many
 * threads.
 */
final class Items {
    private final List<Block> blocks = new ArrayList<>();
    private long epoch;
    private @Nullable SyncSet snapshot;

    /** Adds an item; nothing happens if it is there. */
    synchronized void add(long seconds, byte[] id) {
        byte[] item = Block.item(seconds, id);
        if (blocks.isEmpty()) {
            blocks.add(new Block(epoch));
        }
        int place = blockOf(item);
        Block block = blocks.get(place);
        int index = block.countBelow(item);
        if (index < block.count() && block.compare(index, item) == 0) {
            return;
        }
        if (block.count() == Block.MOST) {
            // where items come in order, blocks stay full
            int cut = index == Block.MOST ? Block.MOST - 1 : Block.MOST / 2;
            blocks.set(place, block.part(0, cut, epoch));
            blocks.add(place + 1, block.part(cut, Block.MOST, epoch));
            if (index > cut) {
                place++;
                index -= cut;
            }
        }
        mine(place).insert(index, item);
        snapshot = null;
    }

    /** Removes an item; nothing happens if it is not there. */
    synchronized void remove(long seconds, byte[] id) {
        byte[] item = Block.item(seconds, id);
        if (blocks.isEmpty()) {
            return;
        }
        int place = blockOf(item);
        Block block = blocks.get(place);
        int index = block.countBelow(item);
        if (index == block.count() || block.compare(index, item) != 0) {
            return;
        }
        if (block.count() == 1) {
            blocks.remove(place);
        } else {
            mine(place).remove(index);
        }
        snapshot = null;
    }

    /** The items as they are now. */
    synchronized SyncSet snapshot() {
        SyncSet known = snapshot;
        if (known == null) {
            known = new ItemSnapshot(blocks.toArray(Block[]::new));
            snapshot = known;
            epoch++;
        }
        return known;
    }

    /** How many blocks there are. */
    synchronized int blocks() {
        return blocks.size();
    }

    /** The last block that begins at or before {@code item}, or the first. */
    private int blockOf(byte[] item) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).compare(0, item) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Block mine(int place) {
        Block block = blocks.get(place);
        if (block.epoch != epoch) {
            block = block.part(0, block.count(), epoch);
            blocks.set(place, block);
        }
        return block;
    }
}
