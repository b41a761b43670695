package io.ggen.resolver.backtracking;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells why a question has no answer. */
final class Explanation {
    private static final int MOST_LINES = 20;
    private static final int LONGEST_CIRCLE = 40;
    private static final String UNCHANGED = "; nothing was changed.";

    private final Question question;

    private final Sentences sentences;

    Explanation(Question question) {
        this.question = question;
        this.sentences = new Sentences(question.options().prereleases());
    }

    /** Unsatisfiable, or undecided if the proof rests on what a registry did not answer. */
    Resolution of(Search.Failed failed) {
        Conflict conflict = failed.conflict();
        if (conflict.unavailable() != null) {
            return new Resolution.Undecided(sentences.of(conflict.unavailable()) + UNCHANGED);
        }
        Cause cause = conflict.cause();
        String rest = conflict.alternatives() ? ", and no other versions help" : "";
        Set<String> lines = new LinkedHashSet<>();
        for (Demand demand : demandsOf(cause)) {
            chain(demand.because(), lines);
        }
        String key = sentences.of(cause);
        lines.add(Sentences.capital(key) + ".");
        for (Conflict rejection : failed.rejections()) {
            if (rejection.cause() != cause) {
                add(Sentences.capital(sentences.of(rejection.cause())) + ".", lines);
            }
        }
        Set<PackageName> names = new HashSet<>();
        for (Slot slot : failed.slots()) {
            names.add(slot.name());
            if (slot.isLoaded()) {
                bars(slot.candidates(), key, lines);
            }
        }
        return new Resolution.Unsatisfiable(key + rest + UNCHANGED, new ArrayList<>(lines), next(cause), names);
    }

    private static void bars(Candidates candidates, String told, Set<String> lines) {
        for (Bar bar : Bar.values()) {
            List<Release> barred = new ArrayList<>();
            for (Release release : candidates.known()) {
                if (candidates.barOf(release) == bar) {
                    barred.add(release);
                }
            }
            if (!barred.isEmpty() && !told.contains(bar.words(candidates, barred))) {
                add(Sentences.capital(bar.words(candidates, barred)) + ".", lines);
            }
        }
    }

    /** Unsatisfiable because of {@code circle}, whose first release is also its last. */
    Resolution ofCircle(List<Release> circle) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            if (circle.size() > LONGEST_CIRCLE && i == LONGEST_CIRCLE / 2) {
                path.append(" -> (").append(circle.size() - LONGEST_CIRCLE).append(" more)");
                i = circle.size() - LONGEST_CIRCLE / 2;
            }
            path.append(i == 0 ? "" : " -> ").append(Sentences.named(circle.get(i)));
        }
        String message = circle.size() == 2
                ? Sentences.named(circle.get(0)) + " depends on itself (" + path + ")" + UNCHANGED
                : "Packages depend on each other in a circle: " + path + UNCHANGED;
        Set<PackageName> names = new HashSet<>();
        for (Release release : circle) {
            names.add(release.name());
        }
        return new Resolution.Unsatisfiable(
                message, List.of(), List.of("ggen install " + roots() + "--allow-cycles"), names);
    }

    /** What leads to {@code demand}, from the user's request on, and that itself. */
    private static void chain(@Nullable Demand demand, Set<String> lines) {
        List<String> upwards = new ArrayList<>();
        for (Demand at = demand; at != null && upwards.size() < MOST_LINES; at = at.because()) {
            upwards.add(Sentences.capital(Sentences.of(at)) + ".");
        }
        for (int i = upwards.size() - 1; i >= 0; i--) {
            add(upwards.get(i), lines);
        }
    }

    private static void add(String line, Set<String> lines) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private static List<Demand> demandsOf(Cause cause) {
        return cause instanceof Cause.NothingLeft nothing
                ? nothing.demands()
                : List.of(((Cause.Misfit) cause).demand());
    }

    private List<String> next(Cause cause) {
        List<Demand> demands = demandsOf(cause);
        PackageName name = demands.get(0).dependency().name();
        Set<String> next = new LinkedHashSet<>();
        if (cause instanceof Cause.NothingLeft nothing && demands.size() == 1) {
            boolean known = !nothing.candidates().known().isEmpty();
            Shortage shortage = new Shortage(
                    nothing.candidates(),
                    demands.get(0).dependency(),
                    question.options().prereleases());
            if (shortage.isOfStableVersions()) {
                next.add("ggen install " + roots() + "--pre");
            } else if (known
                    && demands.get(0).by() == null
                    && !nothing.candidates()
                            .allowed(new Dependency(name, Range.LATEST))
                            .isEmpty()) {
                next.add("ggen install " + name);
            }
            next.add(known ? "ggen info " + name : "ggen search " + name);
        } else {
            for (Demand demand : demands) {
                PackageName root = root(demand);
                if (question.locked().containsKey(root)) {
                    next.add("ggen uninstall " + root);
                }
            }
            next.add("ggen info " + name);
        }
        return new ArrayList<>(next);
    }

    private static PackageName root(Demand demand) {
        Demand at = demand;
        for (Demand above = at.because(); above != null; above = above.because()) {
            at = above;
        }
        return at.dependency().name();
    }

    /** The requests that are new, as a user would type them, each with a space behind it. */
    private String roots() {
        StringBuilder specs = new StringBuilder();
        for (Dependency root : question.roots()) {
            if (!question.locked().containsKey(root.name()) && specs.length() < 200) {
                specs.append(spec(root)).append(' ');
            }
        }
        return specs.toString();
    }

    private static String spec(Dependency root) {
        String range = root.range().equals(Range.LATEST) ? "" : "@" + root.range();
        boolean plain = true;
        for (int i = 0; i < range.length(); i++) {
            plain &= Character.isLetterOrDigit(range.charAt(i)) || "@.-+".indexOf(range.charAt(i)) >= 0;
        }
        return plain ? root.key() + range : "'" + root.key() + range + "'";
    }
}
