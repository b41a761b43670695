package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells why packages of a lock get other versions by a plan. */
public final class Moves {
    private static final String YOU_ASKED = "you asked for ";
    private static final int LONGEST_RANGE = 60;

    private final Lock before;
    private final Set<PackageName> moved;
    private final Plan plan;
    private final Question question;
    private final Map<PackageName, Answer> known;
    private final Map<PackageName, Version> now = new HashMap<>();

    /**
     * The moves from {@code before} to {@code plan}, the answer to {@code question}.
     *
     * @param known what registries say of those that moved
     */
    Moves(Lock before, Set<PackageName> moved, Plan plan, Question question, Map<PackageName, Answer> known) {
        this.before = before;
        this.moved = moved;
        this.plan = plan;
        this.question = question;
        this.known = known;
        for (Plan.Step step : moved.isEmpty() ? List.<Plan.Step>of() : plan.steps()) {
            now.put(step.release().name(), step.release().version());
        }
    }

    /** The packages of {@code before} that {@code plan} has in another version. */
    static SortedSet<PackageName> moved(Lock before, Plan plan) {
        SortedSet<PackageName> moved = new TreeSet<>();
        for (Plan.Step step : plan.steps()) {
            Lock.Entry old = before.packages().get(step.release().name());
            if (old != null && !old.version().equals(step.release().version())) {
                moved.add(step.release().name());
            }
        }
        return moved;
    }

    /** For each package that moved, but not {@code wanted}, why: "x 2.0.0 depends on b ^1.2.0". */
    public SortedMap<PackageName, String> reasons(Set<PackageName> wanted) {
        SortedMap<PackageName, String> reasons = new TreeMap<>();
        for (PackageName name : moved) {
            Lock.Entry old = before.packages().get(name);
            String reason = old == null || wanted.contains(name) ? null : reason(name, old.version());
            if (reason != null) {
                reasons.put(name, reason);
            }
        }
        return reasons;
    }

    /** One sentence for each package that gets a lower version although nobody asked for that. */
    public List<String> downgrades() {
        List<String> sentences = new ArrayList<>();
        for (PackageName name : moved) {
            Lock.Entry old = before.packages().get(name);
            Version version = now.get(name);
            if (old != null && version != null && version.compareTo(old.version()) < 0) {
                String reason = reason(name, old.version());
                if (reason == null || !reason.startsWith(YOU_ASKED)) {
                    sentences.add(name + " goes down from " + old.version() + " to " + version
                            + (reason == null ? "" : ", because " + reason) + ".");
                }
            }
        }
        return sentences;
    }

    private @Nullable String reason(PackageName name, Version old) {
        Range override = question.overrides().get(name);
        if (override != null && !allows(override, old)) {
            return Overrides.words(name, override);
        }
        for (Dependency root : override == null ? question.roots() : List.<Dependency>of()) {
            if (root.name().equals(name) && !allows(root.range(), old)) {
                return YOU_ASKED + words(root);
            }
        }
        String reason = override == null ? fromDependents(name, old) : null;
        return reason == null ? fromRegistries(name, old) : reason;
    }

    /** What of the plan no longer takes {@code old}. */
    private @Nullable String fromDependents(PackageName name, Version old) {
        TreeMap<PackageName, String> reasons = new TreeMap<>();
        for (Plan.Step step : plan.steps()) {
            if (step.dependencies().containsKey(name)) {
                for (Dependency dependency : step.release().dependencies()) {
                    if (dependency.name().equals(name) && !allows(dependency.range(), old)) {
                        reasons.put(step.release().name(), dependsOn(step.release(), dependency));
                    }
                }
            }
        }
        return reasons.isEmpty() ? null : reasons.firstEntry().getValue();
    }

    /** What keeps {@code old} itself from being there still. */
    private @Nullable String fromRegistries(PackageName name, Version old) {
        if (!(known.get(name) instanceof Answer.Found found)) {
            return null;
        }
        for (Release release : found.releases()) {
            if (release.version().equals(old)) {
                return fromDependencies(release);
            }
        }
        return "no registry has " + name + " " + old + " any more";
    }

    private @Nullable String fromDependencies(Release old) {
        for (Dependency dependency : old.dependencies()) {
            Version there = now.get(dependency.name());
            boolean holds = question.overrides().containsKey(dependency.name())
                    || there == null
                    || allows(dependency.range(), there);
            if (!holds) {
                return dependsOn(old, dependency) + " and " + dependency.name() + " is " + there + " now";
            }
        }
        return null;
    }

    private static String dependsOn(Release release, Dependency dependency) {
        return release.name() + " " + release.version() + " depends on " + words(dependency);
    }

    private static String words(Dependency dependency) {
        return dependency.range().equals(Range.LATEST)
                ? dependency.name().value()
                : dependency.name() + " " + Texts.shown(dependency.range().toString(), LONGEST_RANGE);
    }

    private boolean allows(Range range, Version version) {
        return range.allows(version, question.options().prereleases() || version.isPrerelease());
    }
}
