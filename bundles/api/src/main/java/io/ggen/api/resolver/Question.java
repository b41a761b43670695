package io.ggen.api.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to resolve.
 *
 * @param roots what the user asked for, now and earlier; at most one of a name
 * @param locked the versions that the current lock holds; preferred, never required unless {@code kept}
 * @param unlocked names whose locked version is not preferred (what the user wants updated); it is still the lowest
 *     allowed choice when nothing newer fits
 * @param kept names, all of them locked, that may have no version but the locked one
 * @param overrides ranges that stand in place of every range asked of these names, by roots and by dependents
 * @param options how to choose
 */
public record Question(
        List<Dependency> roots,
        Map<PackageName, Version> locked,
        Set<PackageName> unlocked,
        Set<PackageName> kept,
        Map<PackageName, Range> overrides,
        Options options) {
    /** Copies the collections. */
    public Question {
        roots = List.copyOf(roots);
        locked = Map.copyOf(locked);
        unlocked = Set.copyOf(unlocked);
        kept = Set.copyOf(kept);
        overrides = Map.copyOf(overrides);
    }

    /** A question without lock and overrides. */
    public static Question of(List<Dependency> roots, Options options) {
        return new Question(roots, Map.of(), Set.of(), Set.of(), Map.of(), options);
    }

    /** The same question about other roots. */
    public Question withRoots(List<Dependency> others) {
        return new Question(others, locked, unlocked, kept, overrides, options);
    }

    /** The same question beside another lock. */
    public Question withLocked(Map<PackageName, Version> others) {
        return new Question(roots, others, unlocked, kept, overrides, options);
    }

    /** The same question about updating other names. */
    public Question withUnlocked(Set<PackageName> others) {
        return new Question(roots, locked, others, kept, overrides, options);
    }

    /** The same question with other names kept as they are locked. */
    public Question withKept(Set<PackageName> others) {
        return new Question(roots, locked, unlocked, others, overrides, options);
    }

    /** The same question with other overrides. */
    public Question withOverrides(Map<PackageName, Range> others) {
        return new Question(roots, locked, unlocked, kept, others, options);
    }

    /** The same question, to be answered in another way. */
    public Question with(Options others) {
        return new Question(roots, locked, unlocked, kept, overrides, others);
    }

    /**
     * How to choose.
     *
     * @param prereleases whether prereleases count as any other version
     * @param lowest whether the lowest allowed version is preferred to the highest
     * @param allowCycles whether packages may depend on each other in a circle; those that are all locked in just these versions
     *     always may, since somebody has agreed to that before
     * @param dependencies whether dependencies are followed at all
     * @param frozen whether nothing may be chosen but what is locked
     * @param offline whether only releases that are {@linkplain KnownReleases#isHere here} may be chosen
     */
    public record Options(
            boolean prereleases,
            boolean lowest,
            boolean allowCycles,
            boolean dependencies,
            boolean frozen,
            boolean offline) {
        /** Stable versions, highest first, no cycles, dependencies followed. */
        public static final Options DEFAULT = new Options(false, false, false, true, false, false);

        /** The same options with prereleases counted as other versions, or not. */
        public Options withPrereleases(boolean so) {
            return new Options(so, lowest, allowCycles, dependencies, frozen, offline);
        }

        /** The same options with the lowest version preferred, or the highest. */
        public Options withLowest(boolean so) {
            return new Options(prereleases, so, allowCycles, dependencies, frozen, offline);
        }

        /** The same options with cycles allowed, or not. */
        public Options withCycles(boolean so) {
            return new Options(prereleases, lowest, so, dependencies, frozen, offline);
        }

        /** The same options with dependencies followed, or not. */
        public Options withDependencies(boolean so) {
            return new Options(prereleases, lowest, allowCycles, so, frozen, offline);
        }

        /** The same options with nothing allowed but the lock, or not. */
        public Options withFrozen(boolean so) {
            return new Options(prereleases, lowest, allowCycles, dependencies, so, offline);
        }

        /** The same options with nothing allowed that is not here, or not. */
        public Options withOffline(boolean so) {
            return new Options(prereleases, lowest, allowCycles, dependencies, frozen, so);
        }
    }
}
