package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.resolver.Question;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Something needed of a package, by a release that was chosen or by the user. */
final class Demand {
    private final @Nullable Slot by;
    private final @Nullable Release release;
    private final @Nullable Demand because;
    private final Dependency dependency;
    private final @Nullable Range override;

    /** What the package had left before this demand was made. */
    BitSet before = new BitSet();

    private Demand(
            @Nullable Slot by,
            @Nullable Release release,
            @Nullable Demand because,
            Dependency dependency,
            Question question) {
        this.by = by;
        this.release = release;
        this.because = because;
        this.dependency = dependency;
        this.override = question.overrides().get(dependency.name());
    }

    static Demand ofUser(Dependency dependency, Question question) {
        return new Demand(null, null, null, dependency, question);
    }

    static Demand of(Slot by, Release release, Dependency dependency, Question question) {
        return new Demand(by, release, by.demands().get(0), dependency, question);
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

    /** As it was asked. */
    Dependency dependency() {
        return dependency;
    }

    /** The range that counts: the one asked, or what an override sets in its place. */
    Range range() {
        return override == null ? dependency.range() : override;
    }

    boolean isOverridden() {
        return !range().equals(dependency.range());
    }
}
