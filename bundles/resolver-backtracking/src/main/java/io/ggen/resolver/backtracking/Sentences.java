package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says causes and demands in words: sentences without their full stop. */
final class Sentences {
    private static final int MOST_JOINED = 6;
    private static final List<String> OWN_WORDS = List.of("you asked ", "the lock ", "it could ", "no package ");
    private static final String OVERRIDES = "etc/overrides.json";

    private final boolean prereleases;

    /** {@code prereleases} says whether these count as other versions. */
    Sentences(boolean prereleases) {
        this.prereleases = prereleases;
    }

    String of(Cause cause) {
        if (cause instanceof Cause.Misfit misfit) {
            return misfit(misfit);
        }
        Cause.NothingLeft nothing = (Cause.NothingLeft) cause;
        return nothing.demands().size() == 1
                ? lacking(nothing.candidates(), nothing.demands().get(0))
                : together(nothing);
    }

    /** {@code a 1.0.0 depends on b ^1.0.0}, or {@code you asked for b ^1.0.0}. */
    static String of(Demand demand) {
        Release release = demand.release();
        return release == null ? "you asked for " + shown(demand) : named(release) + " depends on " + shown(demand);
    }

    static String named(Release release) {
        return release.name() + " " + release.version();
    }

    static String joined(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    private static String shown(Demand demand) {
        Dependency dependency = demand.dependency();
        String override = demand.isOverridden() ? " (set to " + range(demand.range()) + " by " + OVERRIDES + ")" : "";
        boolean isOfTheSame =
                demand.release() != null && demand.release().publisher().equals(dependency.publisher());
        String name = isOfTheSame ? dependency.name().value() : dependency.key();
        return name + (isAny(dependency.range()) ? "" : " " + range(dependency.range())) + override;
    }

    private static boolean isAny(Range range) {
        String text = range.toString();
        return range.equals(Range.LATEST) || text.isEmpty() || text.equals("*") || text.equals("x");
    }

    private static String misfit(Cause.Misfit misfit) {
        Release chosen = misfit.chosen();
        return misfit.demand().dependency().name().equals(nameOf(misfit.demand()))
                ? of(misfit.demand()) + ", another version of itself"
                : of(misfit.demand()) + ", which " + named(chosen) + " is not";
    }

    private static PackageName nameOf(Demand demand) {
        Release release = demand.release();
        return release == null ? demand.dependency().name() : release.name();
    }

    private String lacking(Candidates candidates, Demand demand) {
        boolean asked = demand.release() == null;
        String name = "'" + candidates.name() + "'";
        if (candidates.unavailable() != null) {
            String unknown = "it could not be found out whether there is a package named " + name + " ("
                    + Texts.shown(candidates.unavailable()) + ")";
            return asked ? capital(unknown) : of(demand) + ", but " + unknown;
        }
        if (candidates.isRuledOutUnseen()) {
            return (asked ? capital(of(demand)) : of(demand)) + ", but " + Bar.FROZEN.words(candidates, List.of());
        }
        if (candidates.known().isEmpty()) {
            String unknown = "no package named " + name + " is known" + Shortage.gone(candidates, demand.range());
            return asked ? capital(unknown) : of(demand) + ", but " + unknown;
        }
        Shortage shortage = new Shortage(candidates, demand.dependency(), prereleases);
        if (shortage.bar() != null) {
            return (asked ? capital(of(demand)) : of(demand)) + ", but " + shortage.bar();
        }
        String override = demand.isOverridden() ? " (set by " + OVERRIDES + ")" : "";
        return asked
                ? "No version of " + candidates.name() + " matches " + range(demand.range()) + override
                        + shortage.words()
                : of(demand) + ", but no version matches" + shortage.words();
    }

    private static String range(Range range) {
        return Texts.shown(range.toString(), 60);
    }

    private String together(Cause.NothingLeft nothing) {
        List<Demand> demands = nothing.demands();
        List<String> needs = new ArrayList<>();
        Set<String> dependents = new LinkedHashSet<>();
        boolean asked = false;
        boolean publishers = false;
        PublisherId first = nothing.candidates().publisher(demands.get(0).dependency());
        for (Demand demand : demands) {
            needs.add(of(demand));
            Release release = demand.release();
            asked |= release == null;
            PublisherId whose = nothing.candidates().publisher(demand.dependency());
            publishers |= whose != null && first != null && !whose.equals(first);
            if (release != null) {
                dependents.add(release.name().value());
            }
        }
        String bar = bar(nothing);
        if (bar != null) {
            needs.add(bar);
        }
        String because = "Because " + enumerated(needs) + ", ";
        String rule = publishers
                ? "and only one publisher's " + demands.get(0).dependency().name() + " can be there, "
                : "";
        if (dependents.isEmpty()) {
            return because + rule + demands.get(0).dependency().name() + " cannot be installed";
        }
        boolean one = dependents.size() == 1;
        return because
                + rule
                + enumerated(new ArrayList<>(dependents))
                + (asked
                        ? " cannot be installed with that"
                        : one ? " cannot be installed" : " cannot be installed together");
    }

    /** What rules out a release that would do for all demands, or null. */
    private @Nullable String bar(Cause.NothingLeft nothing) {
        Candidates candidates = nothing.candidates();
        for (Release release : candidates.known()) {
            Bar bar = candidates.barOf(release);
            boolean wouldDo = bar != null;
            for (Demand demand : nothing.demands()) {
                PublisherId publisher = candidates.publisher(demand.dependency());
                wouldDo &= demand.range().allows(release.version(), prereleases)
                        && (publisher == null || publisher.equals(release.publisher()));
            }
            if (wouldDo && bar != null) {
                return bar.words(candidates, List.of(release));
            }
        }
        return null;
    }

    private static String enumerated(List<String> words) {
        return words.size() <= MOST_JOINED
                ? joined(words)
                : String.join(", ", words.subList(0, MOST_JOINED)) + " and " + (words.size() - MOST_JOINED) + " more";
    }

    /** {@code sentence} as it begins: with a capital, unless it begins with the name of a package. */
    static String capital(String sentence) {
        for (String start : OWN_WORDS) {
            if (sentence.startsWith(start)) {
                return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
            }
        }
        return sentence;
    }
}
