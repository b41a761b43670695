package io.ggen.api.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to resolve.
 *
 * @param roots what the user asked for, now and earlier; at most one of a name
 * @param locked the versions that the current lock holds; preferred, never required
 * @param unlocked names whose locked version is not preferred (what the user wants updated); it is still the lowest
 *     allowed choice when nothing newer fits
 * @param options how to choose
 */
public record Question(
        List<Dependency> roots, Map<PackageName, Version> locked, Set<PackageName> unlocked, Options options) {
    /** Copies the collections. */
    public Question {
        roots = List.copyOf(roots);
        locked = Map.copyOf(locked);
        unlocked = Set.copyOf(unlocked);
    }

    /**
     * How to choose.
     *
     * @param prereleases whether prereleases count as any other version
     * @param lowest whether the lowest allowed version is preferred to the highest
     * @param allowCycles whether packages may depend on each other in a circle
     * @param dependencies whether dependencies are followed at all
     */
    public record Options(boolean prereleases, boolean lowest, boolean allowCycles, boolean dependencies) {
        /** Stable versions, highest first, no cycles, dependencies followed. */
        public static final Options DEFAULT = new Options(false, false, false, true);
    }
}
