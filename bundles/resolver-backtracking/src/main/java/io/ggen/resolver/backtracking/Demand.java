package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.Release;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Something needed of a package, by a release that was chosen or by the user. */
final class Demand {
    private final @Nullable Slot by;
    private final @Nullable Release release;
    private final @Nullable Demand because;
    private final Dependency dependency;

    /** What the package had left before this demand was made. */
    BitSet before = new BitSet();

    private Demand(@Nullable Slot by, @Nullable Release release, @Nullable Demand because, Dependency dependency) {
        this.by = by;
        this.release = release;
        this.because = because;
        this.dependency = dependency;
    }

    static Demand ofUser(Dependency dependency) {
        return new Demand(null, null, null, dependency);
    }

    static Demand of(Slot by, Release release, Dependency dependency) {
        return new Demand(by, release, by.demands().get(0), dependency);
    }

    /** The package whose choice makes this demand, or null if the user does. */
    @Nullable
    Slot by() {
        return by;
    }

    /** The release that makes this demand, or null if the user does. */
    @Nullable
    Release release() {
        return release;
    }

    /** Why that release is there, or null if the user makes this demand. */
    @Nullable
    Demand because() {
        return because;
    }

    Dependency dependency() {
        return dependency;
    }
}
