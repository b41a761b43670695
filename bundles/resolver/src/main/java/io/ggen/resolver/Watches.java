package io.ggen.resolver;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what follows. When all statements of an {@link Incompat} hold but one, that one cannot. To notice, it is enough to
 * watch two statements that do not hold yet: as long as there are two, nothing follows.
 */
final class Watches {
    private final Trail trail;
    private Incompat[][] lists = new Incompat[0][];
    private long[][][] sets = new long[0][][];
    private int[] sizes = new int[0];
    private int head;

    Watches(Trail trail) {
        this.trail = trail;
    }

    /** Makes room for packages below {@code packages}. */
    void grow(int packages) {
        int old = sizes.length;
        if (packages <= old) {
            return;
        }
        int room = Math.max(packages, old * 2);
        lists = Arrays.copyOf(lists, room);
        sets = Arrays.copyOf(sets, room);
        sizes = Arrays.copyOf(sizes, room);
        for (int i = old; i < room; i++) {
            lists[i] = new Incompat[4];
            sets[i] = new long[4][];
        }
    }

    /** Watches the first two statements of {@code incompat}. */
    void attach(Incompat incompat) {
        for (int i = 0; i < Math.min(2, incompat.size()); i++) {
            watch(incompat.packages[i], incompat);
        }
    }

    /** Watches statements {@code first} and {@code second} instead of what was watched so far. */
    void attachAgain(Incompat incompat, int first, int second) {
        int oldFirst = incompat.packages[0];
        int oldSecond = incompat.packages[1];
        incompat.swap(0, first);
        incompat.swap(1, second == 0 ? first : second);
        for (int i = 0; i < 2; i++) {
            int index = incompat.packages[i];
            if (index != oldFirst && index != oldSecond) {
                watch(index, incompat);
            }
        }
    }

    private void watch(int index, Incompat incompat) {
        if (sizes[index] == lists[index].length) {
            lists[index] = Arrays.copyOf(lists[index], sizes[index] * 2);
            sets[index] = Arrays.copyOf(sets[index], sizes[index] * 2);
        }
        sets[index][sizes[index]] = incompat.of(index);
        lists[index][sizes[index]++] = incompat;
    }

    /** Lets go of what was dropped. */
    void purge() {
        for (int index = 0; index < lists.length; index++) {
            int kept = 0;
            for (int i = 0; i < sizes[index]; i++) {
                Incompat incompat = lists[index][i];
                if (!incompat.dropped && isWatched(incompat, index)) {
                    sets[index][kept] = sets[index][i];
                    lists[index][kept++] = incompat;
                }
            }
            Arrays.fill(lists[index], kept, sizes[index], null);
            Arrays.fill(sets[index], kept, sizes[index], null);
            sizes[index] = kept;
        }
    }

    /** Forgets about entries of the trail that are no longer there. */
    void undone() {
        head = Math.min(head, trail.size());
    }

    /** Adds to the trail all that follows from it. Returns what cannot hold but does, or null. */
    @Nullable
    Incompat propagate() {
        while (head < trail.size()) {
            Incompat conflict = visit(trail.packageAt(head++));
            if (conflict != null) {
                return conflict;
            }
        }
        return null;
    }

    private @Nullable Incompat visit(int index) {
        Incompat[] list = lists[index];
        long[][] said = sets[index];
        long[] left = trail.left(index);
        int size = sizes[index];
        int kept = 0;
        Incompat conflict = null;
        for (int i = 0; i < size; i++) {
            long[] set = said[i];
            Incompat incompat = list[i];
            if (conflict == null && Bits.isWithin(left, set)) {
                if (incompat.dropped || !isWatched(incompat, index)) {
                    continue;
                }
                if (incompat.size() == 1) {
                    conflict = incompat;
                } else if (watchAnother(incompat, index)) {
                    continue;
                } else {
                    conflict = conclude(incompat);
                }
            }
            said[kept] = set;
            list[kept++] = incompat;
        }
        Arrays.fill(list, kept, size, null);
        Arrays.fill(said, kept, size, null);
        sizes[index] = kept;
        return conflict;
    }

    private static boolean isWatched(Incompat incompat, int index) {
        return incompat.packages[0] == index || (incompat.size() > 1 && incompat.packages[1] == index);
    }

    /** Of two watched statements the one about {@code index} holds now: watches one that does not, if there is any. */
    private boolean watchAnother(Incompat incompat, int index) {
        if (incompat.packages[0] == index) {
            incompat.swap(0, 1);
        }
        if (Bits.isApart(trail.left(incompat.packages[0]), incompat.sets[0])) {
            return false;
        }
        for (int i = 2; i < incompat.size(); i++) {
            if (!Bits.isWithin(trail.left(incompat.packages[i]), incompat.sets[i])) {
                incompat.swap(1, i);
                watch(incompat.packages[1], incompat);
                return true;
            }
        }
        return false;
    }

    /** All statements but the first hold: excludes that one, or returns {@code incompat} if it holds too. */
    @Nullable
    Incompat conclude(Incompat incompat) {
        int index = incompat.packages[0];
        if (Bits.isWithin(trail.left(index), incompat.sets[0])) {
            return incompat;
        }
        if (!Bits.isApart(trail.left(index), incompat.sets[0])) {
            trail.exclude(index, incompat.sets[0], incompat);
        }
        return null;
    }
}
