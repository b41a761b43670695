package io.ggen.resolver.backtracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the resolver with one that tries everything in the promised order and learns nothing. */
class CompletenessTest {
    private static final int ROUNDS = 6_000;

    @Test
    void theAnswerIsThatOfTryingEverythingInOrder() {
        int solved = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Universe universe = universe(random);
            Universe.Asking asking = question(random);
            if (seed % 2 == 1) {
                asking = strict(asking, random);
                universe = universe.partlyAway(random);
            }

            Map<PackageName, Release> expected = new BruteForce(asking.question(), universe).solve();
            Resolution resolution = asking.of(universe);

            if (expected == null) {
                assertThat(resolution).as("seed %d", seed).isInstanceOf(Resolution.Unsatisfiable.class);
            } else {
                solved++;
                assertThat(resolution).as("seed %d", seed).isInstanceOf(Resolution.Solved.class);
                Plan plan = ((Resolution.Solved) resolution).plan();
                assertThat(chosen(plan)).as("seed %d", seed).isEqualTo(expected);
                assertOrdered(plan, seed);
            }
            assertThat(asking.of(universe.shuffled(seed)))
                    .as("seed %d shuffled", seed)
                    .isEqualTo(resolution);
        }
        assertThat(solved).isBetween(ROUNDS / 5, ROUNDS * 3 / 4);
    }

    private static void assertOrdered(Plan plan, long seed) {
        Set<PackageName> all = chosen(plan).keySet();
        Map<PackageName, Set<PackageName>> reach = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            reach.put(step.release().name(), reachable(step.release().name(), chosen(plan)));
        }
        Set<PackageName> before = new HashSet<>();
        for (Plan.Step step : plan.steps()) {
            for (Dependency dependency : step.release().dependencies()) {
                boolean circle = reach.getOrDefault(dependency.name(), Set.of())
                        .contains(step.release().name());
                assertThat(before.contains(dependency.name()) || circle)
                        .as("seed %d", seed)
                        .isTrue();
            }
            before.add(step.release().name());
        }
        assertThat(before).isEqualTo(all);
    }

    private static Set<PackageName> reachable(PackageName from, Map<PackageName, Release> chosen) {
        Set<PackageName> found = new HashSet<>();
        List<PackageName> left = new ArrayList<>(List.of(from));
        while (!left.isEmpty()) {
            Release release = chosen.get(left.remove(left.size() - 1));
            if (release != null) {
                for (Dependency dependency : release.dependencies()) {
                    if (found.add(dependency.name())) {
                        left.add(dependency.name());
                    }
                }
            }
        }
        return found;
    }

    private static Map<PackageName, Release> chosen(Plan plan) {
        Map<PackageName, Release> chosen = new HashMap<>();
        for (Plan.Step step : plan.steps()) {
            chosen.put(step.release().name(), step.release());
        }
        return chosen;
    }

    private static final String[] NAMES = {"a", "b", "c", "d", "e", "f", "g"};
    private static final String[] VERSIONS = {"1.0.0", "1.1.0", "2.0.0", "2.1.0-rc.1", "3.0.0"};
    private static final String[] RANGES = {
        "*", "^1.0.0", "^2.0.0", ">=1.1.0", "<3.0.0", "1.0.0 || 3.0.0", ">=2.1.0-rc.0"
    };

    private static Universe universe(Random random) {
        Universe universe = new Universe();
        int names = 3 + random.nextInt(NAMES.length - 2);
        for (int n = 0; n < names; n++) {
            for (String version : VERSIONS) {
                if (random.nextInt(5) < 3) {
                    StringBuilder line = new StringBuilder(NAMES[n] + " " + version);
                    line.append(random.nextInt(12) == 0 ? " yanked" : "");
                    line.append(random.nextInt(10) == 0 ? " by P" : "");
                    String arrow = " -> ";
                    for (int i = random.nextInt(4); i > 0; i--) {
                        String publisher = random.nextInt(25) == 0 ? "@P/" : "";
                        line.append(arrow)
                                .append(publisher)
                                .append(NAMES[random.nextInt(names)])
                                .append(' ');
                        line.append(RANGES[random.nextInt(RANGES.length)]);
                        arrow = ", ";
                    }
                    universe.add(Universe.release(line.toString()));
                }
            }
        }
        return universe;
    }

    private static Universe.Asking question(Random random) {
        Map<String, String> roots = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            roots.put(NAMES[random.nextInt(3)], RANGES[random.nextInt(RANGES.length)]);
        }
        List<String> texts = new ArrayList<>();
        roots.forEach((name, range) -> texts.add(name + " " + range));
        List<String> locked = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                locked.add(name + " " + VERSIONS[random.nextInt(VERSIONS.length)]);
            }
        }
        return Universe.ask(texts.toArray(String[]::new))
                .locked(locked.toArray(String[]::new))
                .unlocked(random.nextBoolean() ? new String[] {"a"} : new String[0])
                .with(new Question.Options(random.nextInt(4) == 0, random.nextInt(4) == 0, true, true, false, false));
    }

    /** The same, with what rules much out. */
    private static Universe.Asking strict(Universe.Asking asking, Random random) {
        Question question = asking.question();
        Set<PackageName> kept = new HashSet<>();
        for (String name : NAMES) {
            PackageName each = new PackageName(name);
            if (question.locked().containsKey(each) && random.nextInt(4) == 0) {
                kept.add(each);
            }
        }
        Map<PackageName, Range> overrides = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(8) == 0) {
                overrides.put(new PackageName(name), Range.parse(RANGES[random.nextInt(RANGES.length)]));
            }
        }
        Question.Options options =
                question.options().withFrozen(random.nextInt(8) == 0).withOffline(random.nextInt(3) == 0);
        return new Universe.Asking(
                question.withKept(kept).withOverrides(overrides).with(options));
    }

    /** Decides packages in the order in which they are first needed; for each, tries every release; checks all at the end. */
    private static final class BruteForce {
        private final Question question;
        private final Universe universe;

        BruteForce(Question question, Universe universe) {
            this.question = question;
            this.universe = universe;
        }

        @Nullable
        Map<PackageName, Release> solve() {
            List<Dependency> roots = new ArrayList<>(question.roots());
            roots.sort(Comparator.comparing(
                            (Dependency root) -> question.unlocked().contains(root.name()) ? 0 : 1)
                    .thenComparing(root -> question.locked().containsKey(root.name()) ? 0 : 1)
                    .thenComparing(Dependency::name));
            return solve(roots, new LinkedHashMap<>());
        }

        private @Nullable Map<PackageName, Release> solve(List<Dependency> demands, Map<PackageName, Release> chosen) {
            PackageName open = null;
            for (Dependency demand : demands) {
                Release release = chosen.get(demand.name());
                if (release != null && !satisfies(release, demand)) {
                    return null;
                }
                open = open == null && release == null ? demand.name() : open;
            }
            if (open == null) {
                return chosen;
            }
            for (Release release : candidates(open)) {
                Map<PackageName, Release> more = new LinkedHashMap<>(chosen);
                more.put(open, release);
                List<Dependency> all = new ArrayList<>(demands);
                all.addAll(release.dependencies());
                Map<PackageName, Release> solution = solve(all, more);
                if (solution != null) {
                    return solution;
                }
            }
            return null;
        }

        private boolean satisfies(Release release, Dependency demand) {
            Range range = question.overrides().getOrDefault(demand.name(), demand.range());
            return range.allows(release.version(), question.options().prereleases())
                    && (demand.publisher() == null || demand.publisher().equals(release.publisher()));
        }

        private List<Release> candidates(PackageName name) {
            Version locked = question.locked().get(name);
            List<Release> candidates = new ArrayList<>(universe.releasesOf(name));
            candidates.removeIf(release -> release.yanked() && !isLocked(release, locked));
            if (question.options().frozen() || question.kept().contains(name)) {
                candidates.removeIf(release -> !isLocked(release, locked));
            }
            if (question.options().offline()) {
                candidates.removeIf(release -> !universe.isHere(release));
            }
            Comparator<Release> order = Comparator.comparing(Release::version);
            order = question.options().lowest() ? order : order.reversed();
            candidates.sort(order);
            if (!question.unlocked().contains(name)) {
                candidates.sort(Comparator.comparing(release -> isLocked(release, locked) ? 0 : 1));
            }
            return candidates;
        }

        private static boolean isLocked(Release release, @Nullable Version locked) {
            return locked != null && release.version().equals(locked);
        }
    }
}
