package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.resolver.Resolution;
import org.junit.jupiter.api.Test;

class ShortageTest {
    @Test
    void anUnknownPackage() {
        var refusal = ask("x").unsatisfiable(universe());

        assertThat(refusal.message()).isEqualTo("No package named 'x' is known; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly("Because you asked for x (no package named 'x' is known), there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen search x");
    }

    @Test
    void anUnknownPackageAmongOthers() {
        assertThat(ask("x", "b").unsatisfiable(universe("b 1.0.0")).next()).containsExactly("ggen install b");
    }

    @Test
    void anUnknownPackageInside() {
        var refusal = ask("app").unsatisfiable(universe("app 2.0.0 -> a", "a 1.0.0 -> x ^1.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because app 2.0.0 depends on a and a 1.0.0 depends on x ^1.0.0 (no package named 'x' is"
                        + " known), app cannot be installed; nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen search x");
    }

    @Test
    void anUnknownPackageThatAllVersionsNeedIsSaidOnce() {
        var refusal =
                ask("a").unsatisfiable(universe("a 1.0.0 -> x ^1.0.0", "a 1.1.0 -> x ^1.0.0", "a 2.0.0 -> x ^2.0.0"));

        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a <2.0.0 depends on x ^1.0.0 and a 2.0.0 depends on x ^2.0.0 (no package named 'x' is"
                                + " known), a cannot be installed.",
                        "So, because you asked for a, there is no solution.");
    }

    @Test
    void noVersionMatches() {
        var universe = universe("c 1.0.0", "c 2.0.0", "c 2.1.0", "a 1.0.0 -> c ^3.0.0");
        var refusal = ask("c ^3.0.0").unsatisfiable(universe);

        assertThat(refusal.message())
                .isEqualTo("No version of c matches ^3.0.0; known: 2.1.0, 2.0.0 and 1.0.0; nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen install c@2.1.0");
        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on c ^3.0.0 (no version of c matches; known: 2.1.0, 2.0.0 and"
                        + " 1.0.0), a cannot be installed; nothing was changed.");
    }

    @Test
    void onlyPrereleasesMatch() {
        var universe = universe("c 1.0.0", "c 2.1.0-rc.1", "c 2.1.0-rc.2", "d 1.0.0-a", "a 1.0.0 -> c ^2.0.0");

        assertThat(ask("c ^2.0.0").refusalOf(universe))
                .isEqualTo("No stable version of c matches ^2.0.0, only prereleases: 2.1.0-rc.2 and 2.1.0-rc.1; nothing"
                        + " was changed.");
        assertThat(ask("c ^2.0.0").unsatisfiable(universe).next()).containsExactly("ggen install 'c@^2.0.0' --pre");
        assertThat(ask("d").refusalOf(universe))
                .isEqualTo("No stable version of d is known, only prereleases: 1.0.0-a; nothing was changed.");
        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on c ^2.0.0 (only prereleases match: 2.1.0-rc.2 and 2.1.0-rc.1), a"
                        + " cannot be installed; nothing was changed.");
        assertThat(ask("a").unsatisfiable(universe).next()).containsExactly("ggen install a --pre");
    }

    @Test
    void onlyYankedVersionsMatch() {
        var universe = universe("c 1.0.0", "c 2.0.0 yanked", "d 1.0.0 yanked", "a 1.0.0 -> c ^2.0.0");

        assertThat(ask("c ^2.0.0").refusalOf(universe))
                .isEqualTo("No version of c matches ^2.0.0, only yanked ones: 2.0.0; nothing was changed.");
        assertThat(ask("d").refusalOf(universe)).isEqualTo("Every version of d is yanked: 1.0.0; nothing was changed.");
        assertThat(ask("a").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on c ^2.0.0 (only yanked versions match: 2.0.0), a cannot be"
                        + " installed; nothing was changed.");
    }

    @Test
    void onlyOtherPublishersHaveIt() {
        assertThat(ask("@X/c").refusalOf(universe("c 1.0.0", "c 2.0.0 by P")))
                .isEqualTo("No version of @X/c is known, only other publishers have it: P and local; nothing was"
                        + " changed.");
    }

    @Test
    void whatNoRegistryCouldLookUpIsUndecided() {
        assertThat(ask("x").of(universe().silentAbout("x", "no answer within 10 s")))
                .isEqualTo(new Resolution.Undecided("It could not be found out whether there is a package named 'x' (no"
                        + " answer within 10 s); nothing was changed."));
        assertThat(ask("a").of(universe("a 2.0.0 -> x ^1.0.0", "a 1.0.0 -> gone")
                        .silentAbout("x", "timeout")))
                .isEqualTo(new Resolution.Undecided("a 2.0.0 depends on x ^1.0.0, but it could not be found out whether"
                        + " there is a package named 'x' (timeout); nothing was changed."));
    }

    @Test
    void whatHasNoSolutionWhateverASilentRegistryKnowsIsUnsatisfiable() {
        assertThat(ask("a", "b")
                        .refusalOf(universe("a 2.0.0 -> x", "b 1.0.0 -> gone").silentAbout("x", "timeout")))
                .isEqualTo("Because b 1.0.0 depends on gone (no package named 'gone' is known), b cannot be installed;"
                        + " nothing was changed.");
    }

    @Test
    void aSilentRegistryDoesNotMatterWhereThereIsAnotherWay() {
        assertThat(ask("a").planOf(universe("a 2.0.0 -> x", "a 1.0.0").silentAbout("x", "timeout")))
                .containsExactly("a 1.0.0*");
    }

    @Test
    void textsFromRegistriesAreMadeSafe() {
        Resolution resolution = ask("x").of(universe().silentAbout("x", "\u001b[2Jboom\n"));

        assertThat(((Resolution.Undecided) resolution).message()).contains("(?[2Jboom?)");
    }
}
