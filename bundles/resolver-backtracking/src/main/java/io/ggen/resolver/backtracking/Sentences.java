package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says causes and demands in words: sentences without their full stop. */
final class Sentences {
    private static final int MOST_JOINED = 6;

    private Sentences() {}

    static String of(Cause cause) {
        if (cause instanceof Cause.Misfit misfit) {
            return misfit(misfit);
        }
        Cause.NothingLeft nothing = (Cause.NothingLeft) cause;
        return nothing.demands().size() == 1
                ? lacking(nothing.candidates(), nothing.demands().get(0))
                : together(nothing.demands());
    }

    /** {@code a 1.0.0 needs b ^1.0.0}, or {@code b ^1.0.0 was asked for}. */
    static String of(Demand demand) {
        Release release = demand.release();
        return release == null
                ? shown(demand.dependency()) + " was asked for"
                : named(release) + " needs " + shown(demand.dependency());
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

    private static String shown(Dependency dependency) {
        return dependency.key() + " " + Texts.shown(dependency.range().toString(), 60);
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

    private static String lacking(Candidates candidates, Demand demand) {
        boolean asked = demand.release() == null;
        String name = "'" + candidates.name() + "'";
        if (candidates.unavailable() != null) {
            String unknown = "it could not be found out whether there is a package named " + name + " ("
                    + Texts.shown(candidates.unavailable()) + ")";
            return asked ? capital(unknown) : of(demand) + ", but " + unknown;
        }
        if (candidates.known().isEmpty()) {
            String unknown = "no package named " + name + " is known";
            return asked ? capital(unknown) : of(demand) + ", but " + unknown;
        }
        String shortage = Shortage.of(candidates, demand.dependency()).words();
        return asked
                ? "No version of " + candidates.name() + " matches " + range(demand) + shortage
                : of(demand) + ", but no version matches" + shortage;
    }

    private static String range(Demand demand) {
        return Texts.shown(demand.dependency().range().toString(), 60);
    }

    private static String together(List<Demand> demands) {
        List<String> needs = new ArrayList<>();
        Set<String> dependents = new LinkedHashSet<>();
        boolean asked = false;
        boolean publishers = false;
        for (Demand demand : demands) {
            needs.add(of(demand));
            Release release = demand.release();
            asked |= release == null;
            publishers |= demand.dependency().publisher() != null
                    && demands.get(0).dependency().publisher() != null
                    && !demand.dependency()
                            .publisher()
                            .equals(demands.get(0).dependency().publisher());
            if (release != null) {
                dependents.add(release.name().value());
            }
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

    private static String enumerated(List<String> words) {
        return words.size() <= MOST_JOINED
                ? joined(words)
                : String.join(", ", words.subList(0, MOST_JOINED)) + " and " + (words.size() - MOST_JOINED) + " more";
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
