package io.ggen.api.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import java.util.List;
import java.util.Set;

/** How a question ended. */
public sealed interface Resolution {
    /** There is a solution, and this is the preferred one. */
    record Solved(Plan plan) implements Resolution {}

    /**
     * There is no solution.
     *
     * @param message why, in one sentence that names packages and versions
     * @param explanation the whole proof in sentences, one a line; may be empty
     * @param next commands worth trying, most promising first
     * @param conflict the packages that the proof speaks of
     */
    record Unsatisfiable(String message, List<String> explanation, List<String> next, Set<PackageName> conflict)
            implements Resolution, Problem {
        /** Copies the collections. */
        public Unsatisfiable {
            explanation = List.copyOf(explanation);
            next = List.copyOf(next);
            conflict = Set.copyOf(conflict);
        }
    }

    /**
     * The search was given up before it had an answer. Says nothing about whether there is a solution.
     *
     * @param message which limit was met and how to raise it
     */
    record Undecided(String message) implements Resolution, Problem {}
}
