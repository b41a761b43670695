package io.ggen.resolver.backtracking;

import io.ggen.api.Release;
import java.util.List;

/** Why something does not work, as a fact that stays true whatever the search does next. */
sealed interface Cause {
    /** No release of a package satisfies all of these demands. */
    record NothingLeft(Candidates candidates, List<Demand> demands) implements Cause {
        boolean isUnavailable() {
            return candidates.unavailable() != null;
        }
    }

    /** A demand does not allow what is chosen. */
    record Misfit(Demand demand, Release chosen) implements Cause {}
}
