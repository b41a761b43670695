package io.ggen.resolver;

/**
 * A set of statements that do not hold together in any solution: for each package a set of numbers, see
 * {@link Candidates}. The first two statements are the watched ones, see {@link Watches}; the order means nothing else.
 */
final class Incompat {
    final int[] packages;
    final long[][] sets;
    final Reason reason;

    /** Whether this is no longer watched, because it was of little use. */
    boolean dropped;

    /** In which conflict this was last of use. */
    long usedAt;

    Incompat(int[] packages, long[][] sets, Reason reason) {
        this.packages = packages;
        this.sets = sets;
        this.reason = reason;
    }

    int size() {
        return packages.length;
    }

    /** What is said here of package {@code index}, which must be one of this. */
    long[] of(int index) {
        for (int i = 0; i < packages.length; i++) {
            if (packages[i] == index) {
                return sets[i];
            }
        }
        throw new IllegalArgumentException("nothing is said of package " + index);
    }

    void swap(int i, int j) {
        int index = packages[i];
        packages[i] = packages[j];
        packages[j] = index;
        long[] set = sets[i];
        sets[i] = sets[j];
        sets[j] = set;
    }

    /** Makes the user's demand one: anything else will not do. */
    static Incompat asked(Wanted wanted) {
        Reason reason = new Reason.Asked(wanted);
        return wanted.isHopeless()
                ? new Incompat(new int[0], new long[0][], reason)
                : new Incompat(new int[] {wanted.target.index()}, new long[][] {wanted.bad}, reason);
    }

    /** Says that {@code bar} rules out {@code barred}. */
    static Incompat barred(Candidates of, Bar bar, long[] barred) {
        return new Incompat(new int[] {of.index()}, new long[][] {barred}, new Reason.Barred(of, bar));
    }

    /** Says that {@code dependents} of a package need {@code wanted}. */
    static Incompat needs(Candidates by, long[] dependents, Wanted wanted) {
        Reason reason = new Reason.Needs(by, dependents, wanted);
        int index = by.index();
        if (wanted.target == by) {
            return new Incompat(new int[] {index}, new long[][] {Bits.and(dependents, wanted.bad)}, reason);
        }
        return wanted.isHopeless()
                ? new Incompat(new int[] {index}, new long[][] {dependents}, reason)
                : new Incompat(new int[] {index, wanted.target.index()}, new long[][] {dependents, wanted.bad}, reason);
    }
}
