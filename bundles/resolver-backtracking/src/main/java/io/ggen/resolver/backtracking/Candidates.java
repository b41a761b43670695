package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one package that may be chosen, most preferred first. Each range is turned once into the set of places
 * in that list which it allows.
 */
final class Candidates {
    private final PackageName name;
    private final List<Release> eligible;
    private final List<Release> known;
    private final @Nullable String unavailable;
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

    private Candidates(
            PackageName name,
            List<Release> eligible,
            List<Release> known,
            @Nullable String unavailable,
            boolean prereleases) {
        this.name = name;
        this.eligible = eligible;
        this.known = known;
        this.unavailable = unavailable;
        this.prereleases = prereleases;
    }

    static Candidates of(PackageName name, @Nullable Answer answer, Question question) {
        boolean prereleases = question.options().prereleases();
        if (!(answer instanceof Answer.Found found)) {
            String reason = answer instanceof Answer.Unavailable unavailable
                    ? unavailable.reason()
                    : answer == null ? "nobody answered" : null;
            return new Candidates(name, List.of(), List.of(), reason, prereleases);
        }
        Version locked = question.locked().get(name);
        List<Release> known = new ArrayList<>(found.releases());
        known.removeIf(release -> !release.name().equals(name));
        known.sort(new Preference(null, false));
        List<Release> eligible = new ArrayList<>();
        for (Release release : known) {
            if (!release.yanked() || (locked != null && release.version().equals(locked))) {
                eligible.add(release);
            }
        }
        boolean keep = !question.unlocked().contains(name);
        eligible.sort(new Preference(keep ? locked : null, question.options().lowest()));
        return new Candidates(name, eligible, known, null, prereleases);
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

    /** Which candidates satisfy {@code dependency}. The caller must not change the answer. */
    BitSet allowed(Dependency dependency) {
        Wanted wanted = new Wanted(dependency.range(), dependency.publisher());
        BitSet known = allowed.get(wanted);
        if (known == null) {
            known = new BitSet(eligible.size());
            for (int i = 0; i < eligible.size(); i++) {
                Release release = eligible.get(i);
                boolean rightPublisher = wanted.publisher == null || wanted.publisher.equals(release.publisher());
                known.set(i, rightPublisher && wanted.range.allows(release.version(), prereleases));
            }
            allowed.put(wanted, known);
        }
        return known;
    }
}
