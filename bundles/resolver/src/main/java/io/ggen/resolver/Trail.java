package io.ggen.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the search holds to be true now, in the order in which it came to: decisions, and what followed from them. Each
 * entry takes something away from what is left of one package; so what is left only shrinks along the trail.
 */
final class Trail {
    private final Pool pool;
    private final DecisionQueue queue;
    private int size;
    private int level;
    private int[] packages = new int[256];
    private long[][] before = new long[256][];
    private Incompat[] causes = new Incompat[256];
    private int[] levels = new int[256];
    private int known;
    private long[][] left = new long[0][];
    private boolean[] decided = new boolean[0];
    private int[][] history = new int[0][];
    private int[] historySize = new int[0];

    Trail(Pool pool, DecisionQueue queue) {
        this.pool = pool;
        this.queue = queue;
    }

    /** Makes room for the packages that the pool has got since. */
    void grow() {
        if (pool.size() > left.length) {
            int room = Math.max(pool.size(), left.length * 2);
            left = Arrays.copyOf(left, room);
            decided = Arrays.copyOf(decided, room);
            history = Arrays.copyOf(history, room);
            historySize = Arrays.copyOf(historySize, room);
        }
        for (; known < pool.size(); known++) {
            left[known] = pool.get(known).all();
            history[known] = new int[4];
        }
        queue.grow(known);
    }

    int size() {
        return size;
    }

    int level() {
        return level;
    }

    int packageAt(int entry) {
        return packages[entry];
    }

    int levelAt(int entry) {
        return levels[entry];
    }

    /** Why an entry holds; null for a decision. */
    @Nullable
    Incompat causeAt(int entry) {
        return causes[entry];
    }

    Candidates candidates(int index) {
        return pool.get(index);
    }

    /** What is left of a package. */
    long[] left(int index) {
        return left[index];
    }

    /** Whether a package is in every solution that agrees with this trail. */
    boolean isNeeded(int index) {
        return !Bits.has(left[index], Candidates.ABSENT);
    }

    boolean isDecided(int index) {
        return decided[index];
    }

    /** Chooses a candidate. */
    void decide(int index, int number) {
        level++;
        decided[index] = true;
        push(index, Bits.only(pool.get(index).size(), number), null);
    }

    /** Notes that {@code cause} excludes {@code excluded}. */
    void exclude(int index, long[] excluded, Incompat cause) {
        push(index, Bits.minus(left[index], excluded), cause);
    }

    private void push(int index, long[] rest, @Nullable Incompat cause) {
        if (size == packages.length) {
            packages = Arrays.copyOf(packages, size * 2);
            before = Arrays.copyOf(before, size * 2);
            causes = Arrays.copyOf(causes, size * 2);
            levels = Arrays.copyOf(levels, size * 2);
        }
        packages[size] = index;
        before[size] = left[index];
        causes[size] = cause;
        levels[size] = level;
        left[index] = rest;
        if (historySize[index] == history[index].length) {
            history[index] = Arrays.copyOf(history[index], historySize[index] * 2);
        }
        history[index][historySize[index]++] = size++;
        queue.changed(index, rest, isNeeded(index) && !decided[index]);
    }

    /** Takes back what was decided above {@code target}. Returns what had followed from single statements. */
    List<Incompat> undoTo(int target) {
        List<Incompat> lost = new ArrayList<>();
        while (size > 0 && levels[size - 1] > target) {
            size--;
            int index = packages[size];
            Incompat cause = causes[size];
            if (cause == null) {
                decided[index] = false;
            } else if (cause.size() == 1) {
                lost.add(cause);
            }
            left[index] = before[size];
            before[size] = null;
            causes[size] = null;
            historySize[index]--;
            queue.changed(index, left[index], isNeeded(index));
        }
        level = target;
        return lost;
    }

    /** The first entry from which on all that is left of a package is in {@code set}; some entry must be. */
    int satisfier(int index, long[] set) {
        int[] entries = history[index];
        int low = 0;
        int high = historySize[index] - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Bits.isWithin(before[entries[middle]], set)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return entries[low];
    }
}
