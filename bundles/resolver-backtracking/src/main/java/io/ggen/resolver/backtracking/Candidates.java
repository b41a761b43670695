package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one package that may be chosen, most preferred first. Each range is turned once into the set of places
 * in that list which it allows.
 */
final class Candidates {
    private final PackageName name;
    private final List<Release> known = new ArrayList<>();
    private final List<Release> eligible = new ArrayList<>();
    private final Map<Release, Bar> barred = new IdentityHashMap<>();
    private final List<Version> ascending = new ArrayList<>();
    private final int[] places;
    private final @Nullable String unavailable;
    private final @Nullable Version locked;
    private final @Nullable Range override;
    private final @Nullable PublisherId meant;
    private final boolean silentWithoutLock;
    private final boolean prereleases;
    private final Map<Wanted, BitSet> allowed = new HashMap<>();

    /** Equality is written out: what the JDK makes for records costs milliseconds on first use. */
    private record Wanted(Range range, @Nullable PublisherId publisher) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wanted that
                    && range.equals(that.range)
                    && (publisher == null ? that.publisher == null : publisher.equals(that.publisher));
        }

        @Override
        public int hashCode() {
            return range.hashCode() * 31 + (publisher == null ? 0 : publisher.hashCode());
        }
    }

    Candidates(PackageName name, @Nullable Answer answer, Question question, KnownReleases all) {
        this.name = name;
        locked = question.locked().get(name);
        override = question.overrides().get(name);
        meant = all.meant(name);
        prereleases = question.options().prereleases();
        String silence = answer instanceof Answer.Unavailable silent
                ? silent.reason()
                : answer == null ? "nobody answered" : null;
        boolean withoutLock = locked == null && question.options().frozen();
        unavailable = withoutLock ? null : silence;
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                if (release.name().equals(name)) {
                    known.add(release);
                }
            }
        }
        known.sort(new Preference(null, false));
        for (Release release : known) {
            Bar bar = isYanked(release) ? null : bar(release, question, all);
            if (bar != null) {
                barred.put(release, bar);
            } else if (!isYanked(release)) {
                eligible.add(release);
            }
        }
        boolean keep = !question.unlocked().contains(name);
        eligible.sort(new Preference(keep ? locked : null, question.options().lowest()));
        places = placesByVersion(eligible);
        for (int place : places) {
            ascending.add(eligible.get(place).version());
        }
        silentWithoutLock = withoutLock && silence != null;
    }

    private @Nullable Bar bar(Release release, Question question, KnownReleases all) {
        if (!isLocked(release) && question.options().frozen()) {
            return Bar.FROZEN;
        }
        if (!isLocked(release) && locked != null && question.kept().contains(name)) {
            return Bar.KEPT;
        }
        return question.options().offline() && !all.isHere(release) ? Bar.OFFLINE : null;
    }

    private boolean isLocked(Release release) {
        return locked != null && release.version().equals(locked);
    }

    /** The places of {@code releases}, those of low versions first. */
    private static int[] placesByVersion(List<Release> releases) {
        Integer[] places = new Integer[releases.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        Arrays.sort(
                places,
                (a, b) -> releases.get(a).version().compareTo(releases.get(b).version()));
        int[] sorted = new int[places.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = places[i];
        }
        return sorted;
    }

    PackageName name() {
        return name;
    }

    Release get(int index) {
        return eligible.get(index);
    }

    /** Everything that registries have, newest first, what may not be chosen included. */
    List<Release> known() {
        return known;
    }

    /** Why registries could not say what there is, or null if they could. */
    @Nullable
    String unavailable() {
        return unavailable;
    }

    BitSet all() {
        BitSet all = new BitSet(eligible.size());
        all.set(0, eligible.size());
        return all;
    }

    /** The version that the lock holds, or null. */
    @Nullable
    Version locked() {
        return locked;
    }

    /** Whether the lock holds a version that no registry has any more. */
    boolean isLockedVersionGone() {
        boolean gone = locked != null && unavailable == null;
        for (int i = 0; i < known.size() && gone; i++) {
            gone = !isLocked(known.get(i));
        }
        return gone;
    }

    /** Whether nothing will do, whatever registries have, because the lock does not hold the package. */
    boolean isRuledOutUnseen() {
        return silentWithoutLock;
    }

    /** Whether {@code release} is passed over because it is yanked. */
    boolean isYanked(Release release) {
        return release.yanked() && !isLocked(release);
    }

    /** What rules {@code release} out, or null. */
    @Nullable
    Bar barOf(Release release) {
        return barred.get(release);
    }

    /** The range that counts where {@code dependency} is asked for. */
    Range range(Dependency dependency) {
        return override == null ? dependency.range() : override;
    }

    /** Whose package will do where {@code dependency} is asked for, asked or meant; null if anybody's. */
    @Nullable
    PublisherId publisher(Dependency dependency) {
        return dependency.publisher() == null ? meant : dependency.publisher();
    }

    /** Which candidates satisfy {@code dependency}. The caller must not change the answer. */
    BitSet allowed(Dependency dependency) {
        Wanted wanted = new Wanted(range(dependency), publisher(dependency));
        BitSet set = allowed.get(wanted);
        if (set == null) {
            set = new BitSet(eligible.size());
            BitSet found = wanted.range.allowedAmong(ascending, prereleases);
            for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
                PublisherId publisher = eligible.get(places[i]).publisher();
                set.set(places[i], wanted.publisher == null || wanted.publisher.equals(publisher));
            }
            allowed.put(wanted, set);
        }
        return set;
    }
}
