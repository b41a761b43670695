package io.ggen.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks a plan against the contract, by its own light. */
final class Checker {
    private Checker() {}

    static boolean satisfies(Release release, Dependency dependency, Question question) {
        return release.name().equals(dependency.name())
                && (dependency.publisher() == null || dependency.publisher().equals(release.publisher()))
                && question.overrides()
                        .getOrDefault(dependency.name(), dependency.range())
                        .allows(release.version(), question.options().prereleases());
    }

    /** Whether {@code release} may be chosen for all that lock and options say. */
    static boolean isOpen(Release release, Question question, Universe universe) {
        boolean locked = Objects.equals(question.locked().get(release.name()), release.version());
        boolean lockOnly = question.options().frozen() || question.kept().contains(release.name());
        return (locked || !lockOnly)
                && (locked || !release.yanked())
                && (!question.options().offline() || universe.isHere(release));
    }

    static void check(Plan plan, Question question, Universe universe) {
        Map<PackageName, Plan.Step> steps = new HashMap<>();
        Map<PackageName, Integer> places = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            Release release = step.release();
            assertThat(steps.put(release.name(), step)).as("twice: %s", release).isNull();
            places.put(release.name(), places.size());
            assertThat(universe.releasesOf(release.name())).contains(release);
            assertThat(isOpen(release, question, universe))
                    .as("ruled out: %s", release)
                    .isTrue();
        }
        Set<PackageName> direct = new HashSet<>();
        for (Dependency root : question.roots()) {
            direct.add(root.name());
            Plan.Step step = steps.get(root.name());
            assertThat(step != null && satisfies(step.release(), root, question))
                    .as("%s", root)
                    .isTrue();
        }
        for (Plan.Step step : plan.steps()) {
            Map<PackageName, Version> followed = new HashMap<>();
            for (Dependency dependency : step.release().dependencies()) {
                if (question.options().dependencies()) {
                    Plan.Step target = steps.get(dependency.name());
                    assertThat(target != null && satisfies(target.release(), dependency, question))
                            .as("%s needs %s", step.release(), dependency)
                            .isTrue();
                    if (target != null) {
                        followed.put(dependency.name(), target.release().version());
                    }
                }
            }
            assertThat(step.dependencies()).isEqualTo(followed);
            assertThat(step.direct()).isEqualTo(direct.contains(step.release().name()));
        }
        assertThat(reach(direct, steps)).as("nothing is there for nothing").isEqualTo(steps.keySet());
        for (Plan.Step step : plan.steps()) {
            for (PackageName needed : step.dependencies().keySet()) {
                boolean circle =
                        reach(Set.of(needed), steps).contains(step.release().name());
                assertThat(circle
                                || places.getOrDefault(needed, -1)
                                        < places.getOrDefault(step.release().name(), -1))
                        .as("%s before %s", needed, step.release())
                        .isTrue();
                boolean isLocked = Objects.equals(
                        step.release().version(),
                        question.locked().get(step.release().name()));
                assertThat(circle && !isLocked && !question.options().allowCycles())
                        .as("circle through %s", needed)
                        .isFalse();
            }
        }
    }

    private static Set<PackageName> reach(Set<PackageName> from, Map<PackageName, Plan.Step> steps) {
        Set<PackageName> reached = new HashSet<>(from);
        Deque<PackageName> left = new ArrayDeque<>(from);
        while (!left.isEmpty()) {
            Plan.Step step = steps.get(left.remove());
            if (step != null) {
                for (PackageName next : step.dependencies().keySet()) {
                    if (reached.add(next)) {
                        left.add(next);
                    }
                }
            }
        }
        return reached;
    }
}
