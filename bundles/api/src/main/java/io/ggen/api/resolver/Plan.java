package io.ggen.api.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes together: each package once, dependencies before dependents, ties in the order of names.
 *
 * @param steps what to install, in order
 */
public record Plan(List<Step> steps) {
    /** Copies the list. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * One package of the plan.
     *
     * @param release what was chosen
     * @param direct whether the user asked for it
     * @param dependencies the version chosen for each dependency that was followed, by name
     */
    public record Step(Release release, boolean direct, Map<PackageName, Version> dependencies) {
        /** Copies the map, sorted by name. */
        public Step {
            dependencies = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(dependencies));
        }
    }
}
