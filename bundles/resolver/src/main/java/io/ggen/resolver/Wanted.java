package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import org.jspecify.annotations.Nullable;

/** A range (and publisher) asked of a package, as the candidates that it allows. */
final class Wanted {
    /** As it was asked. */
    final Dependency dependency;

    /** The range that counts: the one asked, or what an override sets in its place. */
    final Range range;

    /** Whose package will do, asked or meant; null if anybody's. */
    final @Nullable PublisherId publisher;

    final Candidates target;

    /** The candidates that will do. */
    final long[] good;

    /** Everything else, {@link Candidates#ABSENT} included. */
    final long[] bad;

    Wanted(Dependency dependency, Range range, @Nullable PublisherId publisher, Candidates target, long[] good) {
        this.dependency = dependency;
        this.range = range;
        this.publisher = publisher;
        this.target = target;
        this.good = good;
        this.bad = Bits.minus(target.all(), good);
    }

    /** What to call the package: with its publisher only where somebody else has one of that name, or nobody has any. */
    String name() {
        boolean isAlone = !target.known().isEmpty();
        for (Release release : target.known()) {
            isAlone &= release.publisher().equals(dependency.publisher());
        }
        return isAlone ? dependency.name().value() : dependency.key();
    }

    /** Whether nothing that is known will do. */
    boolean isHopeless() {
        return Bits.isEmpty(good);
    }

    /** Whether another range counts than the one asked. */
    boolean isOverridden() {
        return !range.equals(dependency.range());
    }
}
