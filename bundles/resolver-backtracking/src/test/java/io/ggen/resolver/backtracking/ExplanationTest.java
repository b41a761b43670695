package io.ggen.resolver.backtracking;

import static io.ggen.resolver.backtracking.Universe.ask;
import static io.ggen.resolver.backtracking.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void anUnknownPackage() {
        var unsatisfiable = ask("x").unsatisfiable(universe());

        assertThat(unsatisfiable.message()).isEqualTo("No package named 'x' is known; nothing was changed.");
        assertThat(unsatisfiable.next()).containsExactly("ggen search x");
    }

    @Test
    void anUnknownPackageInside() {
        var unsatisfiable = ask("app").unsatisfiable(universe("app 2.0.0 -> a", "a 1.0.0 -> x ^1.0.0"));

        assertThat(unsatisfiable.message())
                .isEqualTo("a 1.0.0 depends on x ^1.0.0, but no package named 'x' is known; nothing was changed.");
        assertThat(unsatisfiable.explanation())
                .containsExactly(
                        "You asked for app.",
                        "app 2.0.0 depends on a.",
                        "a 1.0.0 depends on x ^1.0.0, but no package named 'x' is known.");
        assertThat(unsatisfiable.next()).containsExactly("ggen search x");
    }

    @Test
    void noVersionMatches() {
        var universe = universe("c 1.0.0", "c 2.0.0", "c 2.1.0", "a 1.0.0 -> c ^3.0.0");
        var unsatisfiable = ask("c ^3.0.0").unsatisfiable(universe);

        assertThat(unsatisfiable.message())
                .isEqualTo("No version of c matches ^3.0.0; known: 2.1.0, 2.0.0 and 1.0.0; nothing was changed.");
        assertThat(unsatisfiable.next()).containsExactly("ggen install c", "ggen info c");
        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("a 1.0.0 depends on c ^3.0.0, but no version matches; known: 2.1.0, 2.0.0 and 1.0.0;"
                        + " nothing was changed.");
    }

    @Test
    void atMostEightVersionsAreListed() {
        var universe = universe();
        for (int i = 0; i < 12; i++) {
            universe.add(Universe.release("c 1." + i + ".0"));
        }

        assertThat(ask("c ^3.0.0").refusalOf(universe))
                .isEqualTo("No version of c matches ^3.0.0; known: 1.11.0, 1.10.0, 1.9.0, 1.8.0, 1.7.0, 1.6.0, 1.5.0,"
                        + " 1.4.0 and 4 more; nothing was changed.");
    }

    @Test
    void onlyPrereleasesMatch() {
        var universe = universe("c 1.0.0", "c 2.1.0-rc.1", "c 2.1.0-rc.2", "d 1.0.0-a");
        var unsatisfiable = ask("c ^2.0.0").unsatisfiable(universe);

        assertThat(unsatisfiable.message())
                .isEqualTo("No version of c matches ^2.0.0, only prereleases: 2.1.0-rc.2 and 2.1.0-rc.1; nothing was"
                        + " changed.");
        assertThat(unsatisfiable.next()).containsExactly("ggen install 'c@^2.0.0' --pre", "ggen info c");
        assertThat(ask("d").unsatisfiable(universe).message())
                .isEqualTo("No version of d matches latest, only prereleases: 1.0.0-a; nothing was changed.");
    }

    @Test
    void onlyYankedVersionsMatch() {
        assertThat(ask("c ^2.0.0").refusalOf(universe("c 1.0.0", "c 2.0.0 yanked")))
                .isEqualTo("No version of c matches ^2.0.0, only yanked ones: 2.0.0; nothing was changed.");
    }

    @Test
    void onlyOtherPublishersHaveIt() {
        assertThat(ask("@X/c").refusalOf(universe("c 1.0.0", "c 2.0.0 by P")))
                .isEqualTo("No version of c matches latest, only other publishers have it: P and local;"
                        + " nothing was changed.");
    }

    @Test
    void twoPackagesNeedDifferentVersionsOfAThird() {
        var unsatisfiable = ask("a", "b")
                .locked("b 1.2.0")
                .unsatisfiable(universe("a 1.0.0 -> c ^2.0.0", "b 1.2.0 -> c ^1.0.0", "c 1.0.0", "c 2.0.0"));

        assertThat(unsatisfiable.message())
                .isEqualTo(
                        "Because b 1.2.0 depends on c ^1.0.0 and a 1.0.0 depends on c ^2.0.0, b and a cannot be installed"
                                + " together; nothing was changed.");
        assertThat(unsatisfiable.explanation())
                .containsExactly(
                        "You asked for b.",
                        "You asked for a.",
                        "Because b 1.2.0 depends on c ^1.0.0 and a 1.0.0 depends on c ^2.0.0, b and a cannot be"
                                + " installed together.");
        assertThat(unsatisfiable.next()).containsExactly("ggen uninstall b", "ggen info c");
    }

    @Test
    void theConflictIsToldForTheVersionsThatWerePreferred() {
        assertThat(ask("a", "b")
                        .refusalOf(universe(
                                "a 1.0.0 -> c ^2.0.0",
                                "b 1.2.0 -> c ^1.0.0",
                                "b 1.1.0 -> c ^1.0.0",
                                "c 1.0.0",
                                "c 2.0.0")))
                .isEqualTo(
                        "Because a 1.0.0 depends on c ^2.0.0 and b 1.2.0 depends on c ^1.0.0, a and b cannot be installed"
                                + " together, and no other versions help; nothing was changed.");
    }

    @Test
    void whatTheUserAskedForIsPartOfTheConflict() {
        assertThat(ask("a", "c ^1.0.0").refusalOf(universe("a 1.0.0 -> c ^2.0.0", "c 1.0.0", "c 2.0.0")))
                .isEqualTo(
                        "Because you asked for c ^1.0.0 and a 1.0.0 depends on c ^2.0.0, a cannot be installed with that;"
                                + " nothing was changed.");
    }

    @Test
    void twoPublishersOfOneNameAreAConflict() {
        assertThat(ask("a", "b")
                        .refusalOf(universe(
                                "a 1.0.0 -> @P/c ^1.0.0", "b 1.0.0 -> @Q/c ^1.0.0", "c 1.0.0 by P", "c 1.0.0 by Q")))
                .isEqualTo(
                        "Because a 1.0.0 depends on @P/c ^1.0.0 and b 1.0.0 depends on @Q/c ^1.0.0, and only one publisher's c"
                                + " can be there, a and b cannot be installed together; nothing was changed.");
    }

    @Test
    void aReleaseThatNeedsAnotherVersionOfItself() {
        assertThat(ask("a").refusalOf(universe("a 1.0.0 -> a ^2.0.0")))
                .isEqualTo("a 1.0.0 depends on a ^2.0.0, another version of itself; nothing was changed.");
    }

    @Test
    void aReleaseThatDependsOnItself() {
        var unsatisfiable = ask("a ^1.0.0").unsatisfiable(universe("a 1.0.0 -> a ^1.0.0"));

        assertThat(unsatisfiable.message())
                .isEqualTo("a 1.0.0 depends on itself (a 1.0.0 -> a 1.0.0); nothing was changed.");
        assertThat(unsatisfiable.next()).containsExactly("ggen install 'a@^1.0.0' --allow-cycles");
    }

    @Test
    void aCircleIsToldWithItsPath() {
        var universe = universe(
                "top 1.0.0 -> c", "c 1.0.0 -> a", "a 1.0.0 -> b", "b 1.0.0 -> c, z", "b 0.1.0", "z 1.0.0 -> c");
        var unsatisfiable = ask("top 1.0.0").unsatisfiable(universe);

        assertThat(unsatisfiable.message())
                .isEqualTo("Packages depend on each other in a circle: a 1.0.0 -> b 1.0.0 -> c 1.0.0 -> a 1.0.0;"
                        + " nothing was changed.");
        assertThat(unsatisfiable.next()).containsExactly("ggen install top@1.0.0 --allow-cycles");
    }

    @Test
    void aLongCircleIsShortened() {
        var universe = universe();
        for (int i = 0; i < 500; i++) {
            universe.add(Universe.release("p" + i + " 1.0.0 -> p" + (i + 1) % 500));
        }

        assertThat(ask("p0").refusalOf(universe))
                .startsWith("Packages depend on each other in a circle: p0 1.0.0 -> p1 1.0.0 -> ")
                .contains("p19 1.0.0 -> (461 more) -> p481 1.0.0 -> ")
                .endsWith(" -> p499 1.0.0 -> p0 1.0.0; nothing was changed.");
    }

    @Test
    void whatNoRegistryCouldLookUpIsUndecided() {
        assertThat(ask("x").of(universe().silentAbout("x", "no answer within 10 s")))
                .isEqualTo(new Resolution.Undecided("It could not be found out whether there is a package named 'x' (no"
                        + " answer within 10 s); nothing was changed."));
        assertThat(ask("a").of(universe("a 2.0.0 -> x ^1.0.0", "a 1.0.0 -> gone")
                        .silentAbout("x", "timeout")))
                .isEqualTo(new Resolution.Undecided(
                        "a 2.0.0 depends on x ^1.0.0, but it could not be found out whether there"
                                + " is a package named 'x' (timeout); nothing was changed."));
        assertThat(ask("a", "gone").of(universe("a 2.0.0 -> x").silentAbout("x", "timeout")))
                .isInstanceOf(Resolution.Unsatisfiable.class);
        assertThat(ask("a").planOf(universe("a 2.0.0 -> x", "a 1.0.0").silentAbout("x", "timeout")))
                .containsExactly("a 1.0.0*");
    }

    @Test
    void textsFromRegistriesAreMadeSafe() {
        Resolution resolution = ask("x").of(universe().silentAbout("x", "\u001b[2Jboom\n"));

        assertThat(((Resolution.Undecided) resolution).message()).contains("(?[2Jboom?)");
    }

    @Test
    void everyMessageIsOneSentenceOfAnOrdinaryLength() {
        var universe = universe("big 1.0.0");
        StringBuilder roots = new StringBuilder("big 1.0.0");
        for (int i = 0; i < 60; i++) {
            universe.add(Universe.release("a" + i + " 1.0.0 -> c " + i + ".0.0 || " + (i + 1) + ".0.0"));
            universe.add(Universe.release("c " + i + ".0.0"));
            roots.append(",a").append(i);
        }

        assertThat(ask(roots.toString().split(",", -1)).refusalOf(universe))
                .hasSizeLessThan(500)
                .doesNotContain("\n");
    }

    @Test
    void withoutDependenciesThereAreNoCircles() {
        var universe = universe("a 1.0.0 -> b", "b 1.0.0 -> a");

        assertThat(ask("a", "b").with(Options.DEFAULT.withDependencies(false)).planOf(universe))
                .containsExactly("a 1.0.0*", "b 1.0.0*");
    }
}
