package io.ggen.resolver;

import io.ggen.api.Dependency;

/** A range (and publisher) asked of a package, as the candidates that it allows. */
final class Wanted {
    final Dependency dependency;
    final Candidates target;

    /** The candidates that will do. */
    final long[] good;

    /** Everything else, {@link Candidates#ABSENT} included. */
    final long[] bad;

    Wanted(Dependency dependency, Candidates target, long[] good) {
        this.dependency = dependency;
        this.target = target;
        this.good = good;
        this.bad = Bits.minus(target.all(), good);
    }

    /** Whether nothing that is known will do. */
    boolean isHopeless() {
        return Bits.isEmpty(good);
    }
}
