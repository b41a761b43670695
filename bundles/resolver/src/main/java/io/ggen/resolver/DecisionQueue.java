package io.ggen.resolver;

import java.util.Arrays;

/**
 * The packages that still need a decision, the one to decide next in front: packages to be updated, by name; then those
 * whose locked version still fits, then the rest, of these the one with the fewest candidates, then the one with the most
 * conflicts as last counted, then the first by name. A binary heap that knows where each package is.
 */
final class DecisionQueue {
    private static final int NOT_HERE = -1;
    private static final int FIRST_COUNT = 16;

    private final Pool pool;
    private int[] heap = new int[64];
    private int[] position = new int[0];
    private int[] rank = new int[0];
    private int[] candidates = new int[0];
    private int[] conflicts = new int[0];
    private int[] counted = new int[0];
    private int blamed;
    private int enough = FIRST_COUNT;
    private int size;

    DecisionQueue(Pool pool) {
        this.pool = pool;
    }

    /** Makes room for packages below {@code packages}. */
    void grow(int packages) {
        int old = position.length;
        if (packages <= old) {
            return;
        }
        int room = Math.max(packages, old * 2);
        position = Arrays.copyOf(position, room);
        Arrays.fill(position, old, room, NOT_HERE);
        rank = Arrays.copyOf(rank, room);
        candidates = Arrays.copyOf(candidates, room);
        conflicts = Arrays.copyOf(conflicts, room);
        counted = Arrays.copyOf(counted, room);
    }

    /** Tells that {@code left} is left of a package; it joins the queue if {@code open}. */
    void changed(int index, long[] left, boolean open) {
        if (!open && position[index] == NOT_HERE) {
            return;
        }
        Candidates of = pool.get(index);
        boolean keeps = !Bits.isApart(left, of.kept());
        rank[index] = of.isToUpdate() ? 0 : keeps ? 1 : 2;
        candidates[index] = keeps ? 1 : Bits.count(left);
        if (position[index] == NOT_HERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            put(index, size++);
        }
        move(index);
    }

    /**
     * Counts a conflict that {@code packages} had a part in. The counts come to matter whenever their number has doubled: if
     * the order changed all the time, what was learned under one order would seldom fit the next.
     */
    void blame(int[] packages) {
        for (int index : packages) {
            counted[index]++;
        }
        if (++blamed == enough) {
            enough = blamed * 2;
            System.arraycopy(counted, 0, conflicts, 0, counted.length);
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(heap[i], i);
            }
        }
    }

    /** Takes the first package out, or -1 if there is none. It may have been decided, or not be needed any more. */
    int poll() {
        if (size == 0) {
            return -1;
        }
        int first = heap[0];
        position[first] = NOT_HERE;
        int last = heap[--size];
        if (size > 0) {
            put(last, 0);
            move(last);
        }
        return first;
    }

    private void move(int index) {
        int at = position[index];
        while (at > 0 && isBefore(index, heap[(at - 1) >> 1])) {
            put(heap[(at - 1) >> 1], at);
            at = (at - 1) >> 1;
        }
        sink(index, at);
    }

    private void sink(int index, int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (child >= size || !isBefore(heap[child], index)) {
                break;
            }
            put(heap[child], at);
            at = child;
        }
        put(index, at);
    }

    private void put(int index, int at) {
        heap[at] = index;
        position[index] = at;
    }

    private boolean isBefore(int a, int b) {
        if (rank[a] != rank[b]) {
            return rank[a] < rank[b];
        }
        boolean byName = rank[a] == 0;
        if (!byName && candidates[a] != candidates[b]) {
            return candidates[a] < candidates[b];
        }
        if (!byName && conflicts[a] != conflicts[b]) {
            return conflicts[a] > conflicts[b];
        }
        return pool.get(a).name().compareTo(pool.get(b).name()) < 0;
    }
}
