package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the user wants updated gets the highest version that the rest allows. */
class UpdateTest {
    @Test
    void ofTwoToUpdateTheFirstByNameGoesFirst() {
        var universe = universe(
                "a 1.0.0 -> c *", "a 2.0.0 -> c 1.0.0", "b 1.0.0 -> c *", "b 2.0.0 -> c 2.0.0", "c 1.0.0", "c 2.0.0");

        assertThat(ask("b", "a").locked("a 1.0.0", "b 1.0.0").unlocked("a", "b").planOf(universe))
                .containsExactly("c 1.0.0", "a 2.0.0*", "b 1.0.0*");
        assertThat(ask("b", "a").locked("a 1.0.0", "b 1.0.0").unlocked("b").planOf(universe))
                .containsExactly("c 2.0.0", "a 1.0.0*", "b 2.0.0*");
    }

    @Test
    void manyVersionsDoNotMakeAPackageWaitForOneWithFew() {
        var universe = universe(
                "a 1.0.0 -> c *",
                "a 1.1.0 -> c *",
                "a 1.2.0 -> c *",
                "a 2.0.0 -> c 1.0.0",
                "b 1.0.0 -> c *",
                "b 2.0.0 -> c 2.0.0",
                "c 1.0.0",
                "c 2.0.0");

        assertThat(ask("a", "b").locked("a 1.0.0", "b 1.0.0").unlocked("a", "b").planOf(universe))
                .containsExactly("c 1.0.0", "a 2.0.0*", "b 1.0.0*");
    }

    @Test
    void whatIsKeptLimitsWhatIsUpdated() {
        var universe = universe("a 1.0.0 -> c *", "a 2.0.0 -> c ^2.0.0", "a 1.5.0 -> c ^1.0.0", "c 1.0.0", "c 2.0.0");
        var update = ask("a").locked("a 1.0.0", "c 1.0.0").unlocked("a");

        assertThat(update.planOf(universe)).containsExactly("c 2.0.0", "a 2.0.0*");
        assertThat(update.kept("c").planOf(universe)).containsExactly("c 1.0.0", "a 1.5.0*");
    }

    @Test
    void whatIsDeepDownIsUpdatedToo() {
        var universe = universe("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 1.1.0 -> c", "b 1.2.0 -> gone", "c 1.0.0");

        assertThat(ask("a").locked("a 1.0.0", "b 1.0.0").unlocked("b").kept("a").planOf(universe))
                .containsExactly("c 1.0.0", "b 1.1.0", "a 1.0.0*");
    }

    @Test
    void noHigherVersionOfTheFirstThatIsUpdatedHasASolution() {
        int updated = 0;
        for (long seed = 0; seed < 3_000; seed++) {
            RandomUniverse random = seed % 2 == 0 ? new RandomUniverse(seed) : RandomUniverse.strict(seed);
            Question question = random.asking.question();
            Map<PackageName, Dependency> wanted = new TreeMap<>();
            for (Dependency root : question.roots()) {
                if (question.unlocked().contains(root.name())) {
                    wanted.put(root.name(), root);
                }
            }
            if (!wanted.isEmpty() && random.asking.of(random.universe) instanceof Resolution.Solved solved) {
                updated++;
                PackageName first = wanted.keySet().iterator().next();
                Version version = chosen(solved.plan().steps(), first);
                Comparator<Version> order =
                        question.options().lowest() ? Comparator.reverseOrder() : Comparator.naturalOrder();
                Universe better = random.universe.without(
                        release -> release.name().equals(first) && order.compare(release.version(), version) <= 0);
                assertThat(Sat.isSolvable(question, better)).as("seed %d", seed).isFalse();
            }
        }
        assertThat(updated).isGreaterThan(200);
    }

    private static Version chosen(List<Plan.Step> steps, PackageName name) {
        for (Plan.Step step : steps) {
            Release release = step.release();
            if (release.name().equals(name)) {
                return release.version();
            }
        }
        throw new AssertionError(name);
    }
}
