package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.installer.vouch.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at the publishers behind a plan: whether each is the one that is meant, and to whom the user must agree first. */
final class Publishers {
    private static final int MOST_TOLD = 8;

    private final MergedReleases known;
    private final Standing standing;
    private final String state;

    Publishers(MergedReleases known, Standing standing, String state) {
        this.known = known;
        this.standing = standing;
        this.state = state;
    }

    /** Whom {@code plan} brings in that nothing but the network speaks for. Fails if a name could mean several publishers. */
    List<Consent.Newcomer> newcomers(Plan plan, Iterable<Dependency> requests) {
        List<Consent.Newcomer> newcomers = new ArrayList<>();
        Set<String> named = null;
        for (Plan.Step step : plan.steps()) {
            Release release = step.release();
            KnownName about = known.about(release.name());
            List<String> sources = about.strangers().get(release.publisher());
            if (about.rivals().isEmpty() && sources == null) {
                continue;
            }
            named = named == null ? named(plan, requests) : named;
            if (named.contains(key(release.publisher(), release.name()))) {
                continue;
            }
            if (!about.rivals().isEmpty()) {
                throw ambiguous(release.name(), about.rivals());
            }
            if (sources != null && !standing.isOwn(release.publisher())) {
                newcomers.add(new Consent.Newcomer(
                        release.name(), release.publisher(), Standing.fingerprint(release.publisher()), sources));
            }
        }
        return newcomers;
    }

    /** Who is named by what is asked for, and by what comes with it. */
    private static Set<String> named(Plan plan, Iterable<Dependency> requests) {
        Set<String> named = new HashSet<>();
        requests.forEach(request -> addNamed(request, named));
        for (Plan.Step step : plan.steps()) {
            for (Dependency dependency : step.release().dependencies()) {
                addNamed(dependency, named);
            }
        }
        return named;
    }

    private static void addNamed(Dependency dependency, Set<String> named) {
        if (dependency.publisher() != null) {
            named.add(key(dependency.publisher(), dependency.name()));
        }
    }

    private static String key(PublisherId publisher, PackageName name) {
        return "@" + publisher + "/" + name;
    }

    private ProblemException ambiguous(PackageName name, List<PublisherId> rivals) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < rivals.size() && i < MOST_TOLD; i++) {
            words.add(Standing.shown(rivals.get(i)));
        }
        int more = rivals.size() - MOST_TOLD;
        return Problem.of(
                        rivals.size() + " publishers have a package named " + name + ": " + String.join(", ", words)
                                + (more > 0 ? " and " + more + " more" : "")
                                + "; say which with @PUBLISHER/" + name + ", or pin one; " + state + ".",
                        "ggen install @" + rivals.get(0) + "/" + name,
                        "ggen trust add " + name + " " + rivals.get(0))
                .asException();
    }

    /** What the resolver says, with what it does not know: that there is more, which may not be chosen, and why. */
    Problem explained(Resolution.Unsatisfiable no, Question question) {
        Dropped cause = null;
        Set<String> others = new LinkedHashSet<>();
        for (PackageName name : new TreeSet<>(no.conflict())) {
            for (Dropped each : known.about(name).dropped()) {
                if (cause == null && isCause(each, question)) {
                    cause = each;
                } else if (others.size() < MOST_TOLD) {
                    others.add(each.sentence() + ".");
                }
            }
        }
        if (cause == null && others.isEmpty()) {
            return no;
        }
        List<String> explanation = new ArrayList<>(no.explanation());
        explanation.addAll(others);
        return cause == null
                ? new Refused(no.message(), explanation, no.next())
                : new Refused(cause.sentence() + "; " + state + ".", explanation, cause.next());
    }

    /** Whether nothing of the package is left that would do, and this would do as far as is known. */
    private boolean isCause(Dropped dropped, Question question) {
        PackageName name = dropped.release().name();
        if (!(known.about(name).answer() instanceof Answer.Found found)) {
            return true;
        }
        for (Dependency root : question.roots()) {
            if (root.name().equals(name)) {
                Range range = question.overrides().getOrDefault(name, root.range());
                return range.allows(dropped.release().version(), true) && !isMet(range, found);
            }
        }
        return false;
    }

    private static boolean isMet(Range range, Answer.Found found) {
        for (Release release : found.releases()) {
            if (range.allows(release.version(), true)) {
                return true;
            }
        }
        return false;
    }

    /** Another publisher's release of this name and version, which may not be chosen, or null. */
    @Nullable
    PublisherId other(PackageName name, Version version) {
        for (Dropped each : known.about(name).dropped()) {
            if (each.release().version().equals(version)) {
                return each.release().publisher();
            }
        }
        return null;
    }
}
