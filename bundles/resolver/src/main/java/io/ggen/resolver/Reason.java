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

    /** What is so, whatever the user asks for: where a proof begins. */
    sealed interface Fact extends Reason {
        /** The package that this is a fact about. */
        Candidates by();
    }

    /** The user's options, or the lock, rule out some versions of a package that their dependents might like. */
    final class Barred implements Fact {
        final Candidates of;
        final Bar bar;

        Barred(Candidates of, Bar bar) {
            this.of = of;
            this.bar = bar;
        }

        @Override
        public Candidates by() {
            return of;
        }
    }

    /** Some versions of a package need it. */
    final class Needs implements Fact {
        final Candidates by;
        final long[] dependents;
        final Wanted wanted;

        Needs(Candidates by, long[] dependents, Wanted wanted) {
            this.by = by;
            this.dependents = dependents;
            this.wanted = wanted;
        }

        @Override
        public Candidates by() {
            return by;
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
