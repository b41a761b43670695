package io.ggen.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the resolver with a SAT solver, with a checker of its own, and with the other resolver. */
class CompletenessTest {
    private static final int ROUNDS = 1_500;

    @Test
    void theVerdictIsThatOfASatSolverAndThePlanHolds() {
        compare(0, false);
    }

    @Test
    void theSameWithLocksKeptWithOverridesFrozenAndOffline() {
        compare(0, true);
    }

    @Test
    void theSameWithThoseAndFreshSeeds() {
        compare(new Random().nextLong(), true);
    }

    @Test
    void theSameWithFreshSeeds() {
        compare(new Random().nextLong(), false);
    }

    private static void compare(long firstSeed, boolean strict) {
        int solved = 0;
        System.out.println("universes from seed " + firstSeed + " on");
        for (long seed = firstSeed; seed < firstSeed + ROUNDS; seed++) {
            RandomUniverse random = strict ? RandomUniverse.strict(seed) : new RandomUniverse(seed);
            Question question = random.asking.question();
            Resolution resolution = random.asking.of(random.universe);
            if (Sat.isSolvable(question, random.universe)) {
                solved++;
                assertThat(resolution).as("seed %d", seed).isInstanceOf(Resolution.Solved.class);
                Plan plan = ((Resolution.Solved) resolution).plan();
                Checker.check(plan, question, random.universe);
            } else {
                assertThat(resolution).as("seed %d", seed).isInstanceOf(Resolution.Unsatisfiable.class);
                assertWellPut((Resolution.Unsatisfiable) resolution, seed);
                assertConflictIsWhole((Resolution.Unsatisfiable) resolution, question, random.universe, seed);
            }
            Resolution other = random.asking.of(random.universe, new BacktrackingResolver(1_000_000));
            assertThat(other).as("seed %d", seed).hasSameClassAs(resolution);
            if (other instanceof Resolution.Unsatisfiable refusal) {
                assertConflictIsWhole(refusal, question, random.universe, seed);
            } else if (other instanceof Resolution.Solved found) {
                Checker.check(found.plan(), question, random.universe);
            }
            assertThat(random.asking.of(random.universe.shuffled(seed)))
                    .as("seed %d shuffled", seed)
                    .isEqualTo(resolution);
        }
        assertThat(solved).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    /** The packages of a conflict have no solution even if all others could have any version and need nothing. */
    private static void assertConflictIsWhole(
            Resolution.Unsatisfiable refusal, Question question, Universe universe, long seed) {
        assertThat(Sat.isSolvable(question, universe, refusal.conflict()))
                .as("seed %d: conflict %s", seed, refusal.conflict())
                .isFalse();
    }

    private static void assertWellPut(Resolution.Unsatisfiable refusal, long seed) {
        assertThat(refusal.message())
                .as("seed %d", seed)
                .endsWith("; nothing was changed.")
                .doesNotContain("\n", "∅", "null");
        assertThat(refusal.explanation()).as("seed %d", seed).isNotEmpty();
        assertThat(refusal.explanation().get(refusal.explanation().size() - 1))
                .as("seed %d", seed)
                .endsWith("there is no solution.");
        for (String line : refusal.explanation()) {
            assertThat(line).as("seed %d", seed).endsWith(".").doesNotContain("\n", "∅", "null", "  ", " ,");
        }
        assertThat(refusal.next()).as("seed %d", seed).hasSizeBetween(0, 1);
    }

    @Test
    void whereEveryPackageCanHaveItsBestVersionBothResolversChooseThose() {
        int agreed = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            RandomUniverse random = new RandomUniverse(seed);
            Question question = random.asking.question();
            Resolution other = random.asking.of(random.universe, new BacktrackingResolver(1_000_000));
            if (other instanceof Resolution.Solved solved && isBest(solved.plan(), question, random.universe)) {
                agreed++;
                assertThat(random.asking.of(random.universe))
                        .as("seed %d", seed)
                        .isEqualTo(other);
            }
        }
        assertThat(agreed).isGreaterThan(ROUNDS / 10);
    }

    private static boolean isBest(Plan plan, Question question, Universe universe) {
        for (Plan.Step step : plan.steps()) {
            Release chosen = step.release();
            for (Release other : universe.releasesOf(chosen.name())) {
                boolean allowed = question.roots().stream()
                        .allMatch(
                                root -> !root.name().equals(other.name()) || Checker.satisfies(other, root, question));
                if (allowed && isBetter(other, chosen, question)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isBetter(Release other, Release chosen, Question question) {
        Version locked = question.locked().get(chosen.name());
        if (other.yanked() && !Objects.equals(locked, other.version())) {
            return false;
        }
        if (locked != null && !question.unlocked().contains(chosen.name())) {
            if (chosen.version().equals(locked) || other.version().equals(locked)) {
                return other.version().equals(locked) && !chosen.version().equals(locked);
            }
        }
        int order = other.version().compareTo(chosen.version());
        return question.options().lowest() ? order < 0 : order > 0;
    }

    @Test
    void aLockThatStillHoldsIsKeptWhole() {
        int kept = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            RandomUniverse random = new RandomUniverse(seed);
            if (random.asking.of(random.universe) instanceof Resolution.Solved solved) {
                Map<PackageName, Version> lock = new HashMap<>();
                for (Plan.Step step : solved.plan().steps()) {
                    lock.put(step.release().name(), step.release().version());
                }
                assertThat(random.asking.locked(lock).unlocked().of(random.universe))
                        .as("seed %d", seed)
                        .isEqualTo(solved);
                kept++;
            }
        }
        assertThat(kept).isGreaterThan(ROUNDS / 10);
    }

    @Test
    void aHundredShufflesGiveOnePlan() {
        RandomUniverse random = new RandomUniverse(0);
        Resolution first = null;
        for (long seed = 0; first == null || plannedOf(first).size() < 15; seed++) {
            random = new RandomUniverse(seed);
            Resolution resolution = random.asking.of(random.universe);
            first = resolution instanceof Resolution.Solved ? resolution : null;
        }
        for (long shuffle = 0; shuffle < 100; shuffle++) {
            assertThat(random.asking.of(random.universe.shuffled(shuffle)))
                    .isEqualTo(first)
                    .hasToString(first.toString());
        }
    }

    @Test
    void aHundredShufflesGiveOneRefusal() {
        RandomUniverse random = RandomUniverse.strict(0);
        Resolution first = null;
        for (long seed = 0; first == null; seed++) {
            random = RandomUniverse.strict(seed);
            Resolution resolution = random.asking.of(random.universe);
            boolean isLong = resolution instanceof Resolution.Unsatisfiable refusal
                    && refusal.explanation().size() > 4;
            first = isLong ? resolution : null;
        }
        for (long shuffle = 0; shuffle < 100; shuffle++) {
            assertThat(random.asking.of(random.universe.shuffled(shuffle))).isEqualTo(first);
        }
    }

    private static List<Plan.Step> plannedOf(Resolution resolution) {
        return ((Resolution.Solved) resolution).plan().steps();
    }
}
