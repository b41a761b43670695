package io.ggen.resolver;

/** Why an {@link Incompat} holds. */
sealed interface Reason {
    /** The user asked for it. */
    final class Asked implements Reason {
        final Wanted wanted;

        Asked(Wanted wanted) {
            this.wanted = wanted;
        }
    }

    /** Some versions of a package need it. */
    final class Needs implements Reason {
        final Candidates by;
        final long[] dependents;
        final Wanted wanted;

        Needs(Candidates by, long[] dependents, Wanted wanted) {
            this.by = by;
            this.dependents = dependents;
            this.wanted = wanted;
        }
    }

    /** It follows from {@code conflict}, resolved with each of {@code causes} in turn, on the package in {@code pivots}. */
    final class Derived implements Reason {
        final Incompat conflict;
        final Incompat[] causes;
        final int[] pivots;

        Derived(Incompat conflict, Incompat[] causes, int[] pivots) {
            this.conflict = conflict;
            this.causes = causes;
            this.pivots = pivots;
        }
    }
}
