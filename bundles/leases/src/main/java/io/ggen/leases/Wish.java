package io.ggen.leases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which one of many providers a step is for.
 *
 * @param exact that one, or a successor of its name
 * @param taken those that have steps of their own
 */
record Wish(Candidate exact, String name, List<Candidate> taken) {
    @Nullable
    Candidate choose(List<Candidate> usable, List<Candidate> passedOver) {
        if (usable.contains(exact) && !passedOver.contains(exact)) {
            return exact;
        }
        for (Candidate candidate : usable) {
            if (candidate.facts.name().equals(name) && !taken.contains(candidate) && !passedOver.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
