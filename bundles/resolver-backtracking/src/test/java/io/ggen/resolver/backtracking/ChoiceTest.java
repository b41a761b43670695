package io.ggen.resolver.backtracking;

import static io.ggen.resolver.backtracking.Universe.ask;
import static io.ggen.resolver.backtracking.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final Options PRE = Options.DEFAULT.withPrereleases(true);
    private static final Options LOWEST = Options.DEFAULT.withLowest(true);
    private static final Options ALONE = Options.DEFAULT.withDependencies(false);
    private static final Options CYCLES = Options.DEFAULT.withCycles(true);

    @Test
    void nothingAskedForIsAnEmptyPlan() {
        assertThat(ask().planOf(universe())).isEmpty();
    }

    @Test
    void theHighestStableVersionIsChosen() {
        assertThat(ask("a").planOf(universe("a 1.0.0", "a 1.10.0", "a 1.9.0", "a 2.0.0-rc.1")))
                .containsExactly("a 1.10.0*");
    }

    @Test
    void dependenciesComeBeforeDependentsAndTiesGoByName() {
        assertThat(ask("m", "b")
                        .planOf(universe(
                                "m 1.0.0 -> z ^1.0.0, a ^1.0.0",
                                "z 1.0.0 -> y",
                                "y 1.0.0",
                                "a 1.0.0 -> y",
                                "b 1.0.0",
                                "c 1.0.0")))
                .containsExactly("b 1.0.0*", "y 1.0.0", "a 1.0.0", "z 1.0.0", "m 1.0.0*");
    }

    @Test
    void aStepSaysWhichVersionsItsDependenciesHave() {
        Resolution resolution = ask("a").of(universe("a 1.0.0 -> b ^1.0.0, c", "b 1.2.0", "c 0.1.0"));

        assertThat(((Resolution.Solved) resolution).plan().steps().get(2).dependencies())
                .isEqualTo(Map.of(
                        new PackageName("b"), Version.parse("1.2.0"), new PackageName("c"), Version.parse("0.1.0")));
    }

    @Test
    void anOlderVersionIsTakenWhereTheNewestDoesNotFit() {
        assertThat(ask("a", "b")
                        .planOf(universe(
                                "a 1.0.0 -> c ^1.0.0", "b 2.0.0 -> c ^2.0.0", "b 1.0.0 -> c *", "c 1.5.0", "c 2.0.0")))
                .containsExactly("c 1.5.0", "a 1.0.0*", "b 1.0.0*");
    }

    @Test
    void whatWasChosenEarlierIsTakenBackWhenItMustBe() {
        assertThat(ask("a", "b 1.0.0")
                        .planOf(universe(
                                "a 2.0.0 -> c ^2.0.0",
                                "a 1.0.0 -> c ^1.0.0",
                                "b 1.0.0 -> c ^1.0.0",
                                "c 1.0.0",
                                "c 2.0.0")))
                .containsExactly("c 1.0.0", "a 1.0.0*", "b 1.0.0*");
    }

    @Test
    void aVersionWithAMissingDependencyIsPassedOver() {
        assertThat(ask("a").planOf(universe("a 2.0.0 -> gone", "a 1.0.0"))).containsExactly("a 1.0.0*");
    }

    @Test
    void aPackageThatOnlyARejectedVersionNeededIsNotInThePlan() {
        assertThat(ask("a").planOf(universe("a 2.0.0 -> b, gone", "a 1.0.0", "b 1.0.0 -> c", "c 1.0.0")))
                .containsExactly("a 1.0.0*");
    }

    @Test
    void theLockedVersionIsKeptWhileItIsAllowed() {
        var universe = universe("a 1.0.0", "a 1.1.0", "b 1.0.0 -> a ^1.0.0", "c 1.0.0 -> a ^1.1.0");

        assertThat(ask("b").locked("a 1.0.0").planOf(universe)).containsExactly("a 1.0.0", "b 1.0.0*");
        assertThat(ask("c").locked("a 1.0.0").planOf(universe)).containsExactly("a 1.1.0", "c 1.0.0*");
        assertThat(ask("b").locked("a 0.9.0").planOf(universe)).containsExactly("a 1.1.0", "b 1.0.0*");
    }

    @Test
    void whatIsUnlockedMovesAndTheRestMovesOnlyIfItMust() {
        var universe =
                universe("a 1.0.0", "a 1.1.0 -> b ^1.1.0", "b 1.0.0", "b 1.1.0", "b 1.2.0", "c 1.0.0", "c 1.1.0");

        assertThat(ask("a", "b", "c")
                        .locked("a 1.0.0", "b 1.0.0", "c 1.0.0")
                        .unlocked("a")
                        .planOf(universe))
                .containsExactly("b 1.2.0*", "a 1.1.0*", "c 1.0.0*");
    }

    @Test
    void whatIsThereStaysWhenSomethingNewCanGiveWay() {
        var universe = universe("a 2.0.0 -> z ^2.0.0", "a 1.0.0 -> z ^1.0.0", "z 1.0.0", "z 2.0.0");

        assertThat(ask("a", "z").locked("z 1.0.0").planOf(universe)).containsExactly("z 1.0.0*", "a 1.0.0*");
    }

    @Test
    void aYankedVersionIsChosenOnlyIfItIsLocked() {
        var universe = universe("a 1.0.0", "a 1.1.0 yanked", "a 1.2.0 yanked");

        assertThat(ask("a").planOf(universe)).containsExactly("a 1.0.0*");
        assertThat(ask("a").locked("a 1.1.0").planOf(universe)).containsExactly("a 1.1.0*");
        assertThat(ask("a").locked("a 1.1.0").unlocked("a").planOf(universe)).containsExactly("a 1.1.0*");
    }

    @Test
    void aPrereleaseIsChosenOnlyIfARangeNamesOneOfItsTupleOrAllAreWanted() {
        var universe = universe("a 1.0.0", "a 2.0.0-rc.1", "a 2.0.0-rc.2", "a 2.1.0-rc.1");

        assertThat(ask("a >=2.0.0-rc.1").planOf(universe)).containsExactly("a 2.0.0-rc.2*");
        assertThat(ask("a ^1.0.0 || ^2.0.0").planOf(universe)).containsExactly("a 1.0.0*");
        assertThat(ask("a").with(PRE).planOf(universe)).containsExactly("a 2.1.0-rc.1*");
    }

    @Test
    void theLowestVersionsAreChosenOnRequest() {
        var universe = universe("a 1.0.0 -> b ^1.1.0", "a 2.0.0", "b 1.0.0", "b 1.1.0", "b 1.2.0");

        assertThat(ask("a").with(LOWEST).planOf(universe)).containsExactly("b 1.1.0", "a 1.0.0*");
    }

    @Test
    void dependenciesAreLeftOutOnRequest() {
        var universe = universe("a 1.0.0 -> b ^9.0.0, gone", "b 1.0.0");

        assertThat(ask("a", "b").with(ALONE).planOf(universe)).containsExactly("a 1.0.0*", "b 1.0.0*");
        assertThat(universe.asked).containsExactly(Set.of("a", "b"));
    }

    @Test
    void theReleaseIsByThePublisherThatIsNamed() {
        var universe = universe("a 1.0.0", "a 3.0.0 by P", "a 2.0.0 by Q", "b 1.0.0 -> @Q/a");

        assertThat(ask("@P/a").planOf(universe)).containsExactly("a 3.0.0 by P*");
        assertThat(ask("@local/a").planOf(universe)).containsExactly("a 1.0.0*");
        assertThat(ask("a", "b").planOf(universe)).containsExactly("a 2.0.0 by Q*", "b 1.0.0*");
    }

    @Test
    void ofEqualVersionsByTwoPublishersTheLocalOneIsChosen() {
        assertThat(ask("a").planOf(universe("a 1.0.0 by P", "a 1.0.0", "a 1.0.0 by Q")))
                .containsExactly("a 1.0.0*");
        assertThat(ask("a").planOf(universe("a 1.0.0 by Q", "a 1.0.0 by P"))).containsExactly("a 1.0.0 by P*");
    }

    @Test
    void packagesInACircleStandTogetherWhereCirclesAreAllowed() {
        var universe = universe(
                "top 1.0.0 -> b, x",
                "b 1.0.0 -> c",
                "c 1.0.0 -> a",
                "a 1.0.0 -> b, base",
                "base 1.0.0",
                "x 1.0.0 -> x");

        assertThat(ask("top").with(CYCLES).planOf(universe))
                .containsExactly("base 1.0.0", "a 1.0.0", "b 1.0.0", "c 1.0.0", "x 1.0.0", "top 1.0.0*");
    }

    @Test
    void aCircleThatIsLockedIsNoReasonToRefuse() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0 -> a", "c 1.0.0", "d 1.0.0 -> d");

        assertThat(ask("a", "c").locked("a 1.0.0", "b 1.0.0").planOf(universe))
                .containsExactly("a 1.0.0*", "b 1.0.0", "c 1.0.0*");
        assertThat(ask("a", "d").locked("a 1.0.0", "b 1.0.0").refusalOf(universe))
                .isEqualTo("d 1.0.0 depends on itself (d 1.0.0 -> d 1.0.0); nothing was changed.");
        assertThat(ask("a").locked("a 1.0.0").refusalOf(universe))
                .isEqualTo(
                        "Packages depend on each other in a circle: b 1.0.0 -> a 1.0.0 -> b 1.0.0; nothing was changed.");
    }

    @Test
    void registriesAreAskedForAWholeLevelAtOnce() {
        var universe =
                universe("a 1.0.0 -> c, d", "b 1.0.0 -> d, e", "c 1.0.0 -> f", "d 1.0.0 -> a", "e 1.0.0", "f 1.0.0");

        ask("a", "b").with(CYCLES).planOf(universe);

        assertThat(universe.asked).containsExactly(Set.of("a", "b"), Set.of("c", "d", "e"), Set.of("f"));
    }

    @Test
    void releasesOfAnotherNameInAnAnswerAreIgnored() throws InterruptedException {
        var universe = universe("a 1.0.0");
        var other = universe("b 9.0.0");
        Resolution resolution = new BacktrackingResolver(100)
                .resolve(
                        ask("a").question(),
                        names -> Map.of(
                                new PackageName("a"),
                                new io.ggen.api.registry.Answer.Found(java.util.List.of(
                                        other.releasesOf(new PackageName("b")).get(0),
                                        universe.releasesOf(new PackageName("a"))
                                                .get(0)))));

        assertThat(((Resolution.Solved) resolution).plan().steps()).hasSize(1);
        assertThat(((Resolution.Solved) resolution)
                        .plan()
                        .steps()
                        .get(0)
                        .release()
                        .id())
                .isEqualTo("a@1.0.0");
    }
}
