package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.resolver.Resolution;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void twoPackagesNeedDifferentVersionsOfAThird() {
        var refusal = ask("a ^1.0.0", "b 1.2.0")
                .unsatisfiable(universe(
                        "a 1.0.0 -> c ^2.0.0",
                        "a 1.1.0 -> c ^2.0.0",
                        "a 2.0.0 -> c *",
                        "b 1.2.0 -> c ^1.0.0",
                        "c 1.0.0",
                        "c 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a ^1.0.0 depends on c ^2.0.0 and b 1.2.0 depends on c ^1.0.0, a and b cannot be"
                        + " installed together; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a ^1.0.0 depends on c ^2.0.0 and b 1.2.0 depends on c ^1.0.0, a and b cannot be"
                                + " installed together.",
                        "So, because you asked for a ^1.0.0 and b 1.2.0, there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen install a@2.0.0 b@1.2.0");
    }

    @Test
    void whatTheUserAskedForIsPartOfTheConflict() {
        var refusal = ask("a", "c ^1.0.0").unsatisfiable(universe("a 1.0.0 -> c ^2.0.0", "c 1.0.0", "c 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on c ^2.0.0, a and c ^1.0.0 cannot be installed together; nothing"
                        + " was changed.");
        assertThat(refusal.explanation())
                .containsExactly("Because a 1.0.0 depends on c ^2.0.0 and you asked for a and c ^1.0.0, there is no"
                        + " solution.");
        assertThat(refusal.next()).containsExactly("ggen install a c@2.0.0");
    }

    @Test
    void aConflictFurtherDownIsToldLinkByLink() {
        var refusal = ask("a", "z ^1.0.0")
                .unsatisfiable(universe(
                        "a 1.0.0 -> b ^1.0.0",
                        "b 1.0.0 -> c ^1.0.0",
                        "b 1.1.0 -> c ^1.0.0",
                        "c 1.0.0 -> z ^2.0.0",
                        "z 1.0.0",
                        "z 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^1.0.0, every version of b depends on c ^1.0.0 and c 1.0.0"
                        + " depends on z ^2.0.0, a and z ^1.0.0 cannot be installed together; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a 1.0.0 depends on b ^1.0.0 and every version of b depends on c ^1.0.0, a requires c"
                                + " 1.0.0.",
                        "And because c 1.0.0 depends on z ^2.0.0, a requires z 2.0.0.",
                        "So, because you asked for a and z ^1.0.0, there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen install a z@2.0.0");
    }

    @Test
    void aLineThatIsUsedAgainHasANumber() {
        var refusal = ask("foo ^1.0.0")
                .unsatisfiable(universe(
                        "foo 1.0.0 -> a ^1.0.0, b ^1.0.0",
                        "foo 1.1.0 -> x ^1.0.0, y ^1.0.0",
                        "a 1.0.0 -> b ^2.0.0",
                        "b 1.0.0",
                        "b 2.0.0",
                        "x 1.0.0 -> y ^2.0.0",
                        "y 1.0.0",
                        "y 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because foo 1.1.0 depends on y ^1.0.0 and x 1.0.0 depends on y ^2.0.0, and no other"
                        + " versions help, foo cannot be installed; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a 1.0.0 depends on b ^2.0.0 and foo 1.0.0 depends on b ^1.0.0, a and foo 1.0.0 cannot"
                                + " be installed together.",
                        "(1) And because foo 1.0.0 depends on a ^1.0.0, foo 1.0.0 cannot be installed.",
                        "Because foo 1.1.0 depends on y ^1.0.0 and x 1.0.0 depends on y ^2.0.0, foo 1.1.0 and x cannot"
                                + " be installed together.",
                        "And because foo 1.1.0 depends on x ^1.0.0, foo 1.1.0 cannot be installed.",
                        "And because foo 1.0.0 cannot be installed (1), foo cannot be installed.",
                        "So, because you asked for foo ^1.0.0, there is no solution.");
    }

    @Test
    void versionsAreToldAsRangesThatAPersonWouldWrite() {
        var refusal = ask("a >=1.1.0 <4.0.0")
                .unsatisfiable(universe(
                        "a 1.0.0",
                        "a 1.1.0 -> gone",
                        "a 1.2.0 -> gone",
                        "a 2.0.0 -> lost",
                        "a 3.0.0 -> gone",
                        "a 3.1.0 -> gone",
                        "a 4.0.0"));

        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a >=1.1.0 <2.0.0 depends on gone (no package named 'gone' is known) and a 2.0.0"
                                + " depends on lost (no package named 'lost' is known), a >=1.1.0 <3.0.0 cannot be"
                                + " installed.",
                        "And because a >=3.0.0 <4.0.0 depends on gone (no package named 'gone' is known), a"
                                + " >=1.1.0 <4.0.0 cannot be installed.",
                        "So, because you asked for a >=1.1.0 <4.0.0, there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen install a@4.0.0");
    }

    @Test
    void twoPublishersOfOneNameAreAConflict() {
        var refusal = ask("a", "b")
                .unsatisfiable(
                        universe("a 1.0.0 -> @P/c ^1.0.0", "b 1.0.0 -> @Q/c ^1.0.0", "c 1.0.0 by P", "c 1.0.0 by Q"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on @P/c ^1.0.0 and b 1.0.0 depends on @Q/c ^1.0.0, a and b cannot"
                        + " be installed together; nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen install b");
    }

    @Test
    void aReleaseThatNeedsAnotherVersionOfItself() {
        assertThat(ask("a").refusalOf(universe("a 1.0.0 -> a ^2.0.0")))
                .isEqualTo("Because a 1.0.0 depends on a ^2.0.0 (another version of itself), a cannot be installed;"
                        + " nothing was changed.");
    }

    @Test
    void whatIsInTheWayAndInstalledIsSuggestedForRemoval() {
        assertThat(ask("a", "b")
                        .locked("b 1.2.0")
                        .unsatisfiable(universe("a 1.0.0 -> c ^2.0.0", "b 1.2.0 -> c ^1.0.0", "c 1.0.0", "c 2.0.0"))
                        .next())
                .containsExactly("ggen uninstall b");
    }

    @Test
    void nothingIsSuggestedThatWasNotFoundToWork() {
        assertThat(ask("a ^1.0.0", "b", "d")
                        .unsatisfiable(universe(
                                "a 1.0.0 -> gone", "a 2.0.0 -> gone", "b 1.0.0 -> lost", "b 2.0.0", "d 1.0.0 -> a"))
                        .next())
                .containsExactly("ggen search gone");
    }

    @Test
    void aProofTooLongToReadIsToldAsItsFacts() {
        Families family = Families.pigeons(7, 6);
        Resolution.Unsatisfiable refusal = family.asking().unsatisfiable(family.universe());

        assertThat(refusal.message())
                .isEqualTo("Because pigeon0 6.0.0 depends on hole6 1.0.0 and pigeon1 6.0.0 depends on hole6 2.0.0, and"
                        + " no other versions help, pigeon0, pigeon1, pigeon2, pigeon3, pigeon4, pigeon5 and 1 more"
                        + " cannot be installed together; nothing was changed.");
        assertThat(refusal.explanation())
                .hasSize(43)
                .contains("pigeon3 2.0.0 depends on hole2 4.0.0.")
                .endsWith("These cannot all be met. So, because you asked for pigeon0, pigeon1, pigeon2, pigeon3,"
                        + " pigeon4, pigeon5 and 1 more, there is no solution.");
    }

    @Test
    void theLongProofOfAnotherEndOfAChainIsShortened() {
        Families family = Families.chain(10_000, "gone ^1.0.0");
        Resolution.Unsatisfiable refusal = family.asking().unsatisfiable(family.universe());

        assertThat(refusal.message())
                .isEqualTo("Because p9999 1.0.0 depends on gone ^1.0.0 (no package named 'gone' is known), and no other"
                        + " versions help, p0 cannot be installed; nothing was changed.");
        assertThat(refusal.explanation())
                .hasSize(102)
                .startsWith("p0 1.0.0 depends on p1 ^1.0.0.")
                .contains("(9900 more like these.)")
                .endsWith(
                        "p9999 1.0.0 depends on gone ^1.0.0 (no package named 'gone' is known).",
                        "These cannot all be met. So, because you asked for p0, there is no solution.");
    }
}
