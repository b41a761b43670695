package io.ggen.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is to blame for a conflict. Starts from statements that all hold although they cannot, and replaces the
 * one that came to hold last by what it followed from, until taking back decisions makes exactly one statement open again.
 */
final class Analysis {
    private final Trail trail;
    private long[][] sets = new long[0][];
    private int[] satisfiers = new int[0];
    private int[] members = new int[16];
    private int[] places = new int[0];
    private int size;
    private int backTo;
    private int asserted;

    Analysis(Trail trail) {
        this.trail = trail;
    }

    /** To which level to go back, after {@link #learn}. */
    int backTo() {
        return backTo;
    }

    /** Of which package something follows there. */
    int asserted() {
        return asserted;
    }

    /**
     * What is to be learned from {@code conflict}: itself, or something derived from it; without statements if there is no
     * solution. Null if that takes more than {@code budget} has.
     */
    @Nullable
    Incompat learn(Incompat conflict, int packages, Budget budget) throws InterruptedException {
        grow(packages);
        for (int i = 0; i < conflict.size(); i++) {
            put(conflict.packages[i], conflict.sets[i]);
        }
        List<Incompat> causes = new ArrayList<>();
        List<Integer> pivots = new ArrayList<>();
        while (size > 0) {
            int last = latest();
            int entry = satisfiers[last];
            Incompat cause = trail.causeAt(entry);
            backTo = levelWithout(last);
            long[] joined = cause == null ? trail.left(last) : Bits.or(sets[last], cause.of(last));
            boolean whole = cause == null || Bits.count(joined) == fullSize(last);
            if (!whole) {
                backTo = Math.max(backTo, trail.levelAt(trail.satisfier(last, joined)));
            }
            if (cause == null || backTo < trail.levelAt(entry)) {
                asserted = last;
                break;
            }
            causes.add(cause);
            pivots.add(last);
            replace(last, whole ? null : joined, cause);
            if (!budget.spend()) {
                clear();
                return null;
            }
        }
        Incompat learned = causes.isEmpty() ? conflict : derived(conflict, causes, pivots);
        clear();
        return learned;
    }

    private int fullSize(int index) {
        return trail.candidates(index).size();
    }

    private void replace(int index, long @Nullable [] rest, Incompat cause) {
        remove(index);
        if (rest != null) {
            put(index, rest);
        }
        for (int i = 0; i < cause.size(); i++) {
            int other = cause.packages[i];
            if (other != index) {
                put(other, sets[other] == null ? cause.sets[i] : Bits.and(sets[other], cause.sets[i]));
            }
        }
    }

    private Incompat derived(Incompat conflict, List<Incompat> causes, List<Integer> pivots) {
        int[] packages = Arrays.copyOf(members, size);
        long[][] statements = new long[size][];
        for (int i = 0; i < size; i++) {
            statements[i] = sets[packages[i]];
        }
        int[] on = new int[pivots.size()];
        for (int i = 0; i < on.length; i++) {
            on[i] = pivots.get(i);
        }
        return new Incompat(packages, statements, new Reason.Derived(conflict, causes.toArray(new Incompat[0]), on));
    }

    private int latest() {
        int latest = members[0];
        for (int i = 1; i < size; i++) {
            if (satisfiers[members[i]] > satisfiers[latest]) {
                latest = members[i];
            }
        }
        return latest;
    }

    private int levelWithout(int index) {
        int level = 0;
        for (int i = 0; i < size; i++) {
            if (members[i] != index) {
                level = Math.max(level, trail.levelAt(satisfiers[members[i]]));
            }
        }
        return level;
    }

    private void put(int index, long[] set) {
        if (sets[index] == null) {
            if (size == members.length) {
                members = Arrays.copyOf(members, size * 2);
            }
            places[index] = size;
            members[size++] = index;
        }
        sets[index] = set;
        satisfiers[index] = trail.satisfier(index, set);
    }

    private void remove(int index) {
        int moved = members[--size];
        members[places[index]] = moved;
        places[moved] = places[index];
        sets[index] = null;
    }

    private void clear() {
        while (size > 0) {
            sets[members[--size]] = null;
        }
    }

    private void grow(int packages) {
        if (packages > sets.length) {
            int room = Math.max(packages, sets.length * 2);
            sets = Arrays.copyOf(sets, room);
            satisfiers = Arrays.copyOf(satisfiers, room);
            places = Arrays.copyOf(places, room);
        }
    }
}
