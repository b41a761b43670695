package io.ggen.api;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions, written as node-semver writes it: {@code ^1.2.0}, {@code ~1.2}, {@code 1.x}, {@code >=1.0.0 <2.0.0},
 * {@code 1.0.0 - 2.0.0}, {@code a || b}. A bare version is exactly that version. A prerelease is allowed only where the
 * range itself names a prerelease of the same MAJOR.MINOR.PATCH, or where the caller asks for prereleases. At most
 * {@link #LONGEST} characters. Compared by its text, spaces at the ends apart.
 */
public final class Range {
    /** The longest range, in characters, spaces at the ends apart: as long as one argument of a command can be. */
    public static final int LONGEST = 128 * 1024;

    /** Any version, the highest stable one preferred: what a spec without a range means. Written {@code latest}. */
    public static final Range LATEST = new Range("latest", RangeReader.ANYTHING);

    private final String text;
    private final List<List<Comparator>> alternatives;
    private @Nullable List<List<Comparator>> withPrereleases;

    private Range(String text, List<List<Comparator>> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
    }

    /** Reads a range. Throws {@link ProblemException} (usage) that says what is wrong with {@code text}. */
    public static Range parse(String text) {
        String trimmed = text.strip();
        return trimmed.equals("latest") ? LATEST : new Range(trimmed, RangeReader.read(trimmed, false));
    }

    /** The range that allows {@code version} alone. */
    public static Range exactly(Version version) {
        return parse(version.toString());
    }

    /** Whether {@link #parse} would read {@code text}. */
    public static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    /** Whether {@code version} is in this range, by the rule for prereleases that this class describes. */
    public boolean allows(Version version) {
        for (List<Comparator> all : alternatives) {
            if (allHold(all, version) && (!version.isPrerelease() || namesPrereleaseOf(all, version))) {
                return true;
            }
        }
        return false;
    }

    /** Like {@link #allows(Version)}; if {@code prereleases}, they are allowed like any other version. */
    public boolean allows(Version version, boolean prereleases) {
        if (!prereleases) {
            return allows(version);
        }
        for (List<Comparator> all : openToPrereleases()) {
            if (allHold(all, version)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Which of {@code ascending}, versions in their order, {@link #allows(Version, boolean)} would allow, as their places in
     * that list. Much faster than asking for each where versions are many: takes as long as {@code ascending} is, and for
     * each bound of this range as long as a look into a sorted list.
     */
    public BitSet allowedAmong(List<Version> ascending, boolean prereleases) {
        BitSet allowed = new BitSet(ascending.size());
        BitSet stableLeft = prereleases ? allowed : stableOf(ascending);
        for (List<Comparator> all : prereleases ? openToPrereleases() : alternatives) {
            int from = 0;
            int to = ascending.size();
            for (Comparator bound : all) {
                switch (bound.operator()) {
                    case LESS -> to = Math.min(to, placeOf(bound.version(), false, ascending));
                    case AT_MOST -> to = Math.min(to, placeOf(bound.version(), true, ascending));
                    case AT_LEAST -> from = Math.max(from, placeOf(bound.version(), false, ascending));
                    case GREATER -> from = Math.max(from, placeOf(bound.version(), true, ascending));
                    case EQUAL -> {
                        from = Math.max(from, placeOf(bound.version(), false, ascending));
                        to = Math.min(to, placeOf(bound.version(), true, ascending));
                    }
                }
            }
            if (from >= to) {
                continue;
            }
            if (prereleases) {
                allowed.set(from, to);
                continue;
            }
            for (int i = stableLeft.nextSetBit(from); i >= 0 && i < to; i = stableLeft.nextSetBit(i + 1)) {
                allowed.set(i);
                stableLeft.clear(i);
            }
            addNamedPrereleases(all, ascending, from, to, allowed);
        }
        return allowed;
    }

    private static BitSet stableOf(List<Version> versions) {
        BitSet stable = new BitSet(versions.size());
        for (int i = 0; i < versions.size(); i++) {
            stable.set(i, !versions.get(i).isPrerelease());
        }
        return stable;
    }

    /** Adds, from {@code from} up to {@code to}, the prereleases of each tuple of which a bound names one. */
    private static void addNamedPrereleases(
            List<Comparator> all, List<Version> ascending, int from, int to, BitSet allowed) {
        for (Comparator bound : all) {
            Version named = bound.version();
            if (named.isPrerelease()) {
                Version stable = Version.of(named.major(), named.minor(), named.patch());
                Version lowest = Version.floor(named.major(), named.minor(), named.patch());
                int first = Math.max(from, placeOf(lowest, false, ascending));
                int end = Math.min(to, placeOf(stable, false, ascending));
                if (first < end) {
                    allowed.set(first, end);
                }
            }
        }
    }

    /** How many of {@code ascending} are below {@code version}, or equal to it if {@code withEqual}. */
    private static int placeOf(Version version, boolean withEqual, List<Version> ascending) {
        int low = 0;
        int high = ascending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = ascending.get(middle).compareTo(version);
            if (order < 0 || (withEqual && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<List<Comparator>> openToPrereleases() {
        List<List<Comparator>> known = withPrereleases;
        if (known == null) {
            known = equals(LATEST) ? RangeReader.ANYTHING : RangeReader.read(text, true);
            withPrereleases = known;
        }
        return known;
    }

    /** The only version that this range allows if it names one version alone, as {@code 1.2.3} and {@code =1.2.3} do. */
    public Optional<Version> exact() {
        if (alternatives.size() == 1 && alternatives.get(0).size() == 1) {
            Comparator only = alternatives.get(0).get(0);
            return only.operator() == Operator.EQUAL ? Optional.of(only.version()) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean allHold(List<Comparator> all, Version version) {
        for (Comparator comparator : all) {
            if (!comparator.holds(version)) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesPrereleaseOf(List<Comparator> all, Version version) {
        for (Comparator comparator : all) {
            if (comparator.version().isPrerelease() && comparator.version().sameTuple(version)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The range as it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** One bound. */
    record Comparator(Operator operator, Version version) {
        boolean holds(Version candidate) {
            int order = candidate.compareTo(version);
            return switch (operator) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case EQUAL -> order == 0;
                case AT_LEAST -> order >= 0;
                case GREATER -> order > 0;
            };
        }
    }

    /** How a version compares to a bound. */
    enum Operator {
        LESS,
        AT_MOST,
        EQUAL,
        AT_LEAST,
        GREATER
    }
}
