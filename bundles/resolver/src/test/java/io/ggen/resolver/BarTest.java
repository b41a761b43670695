package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.resolver.Question.Options;
import io.ggen.api.resolver.Resolution;
import org.junit.jupiter.api.Test;

/** What locks, overrides, {@code --frozen} and {@code --offline} allow, and how a refusal speaks of them. */
class BarTest {
    private static final Options FROZEN = Options.DEFAULT.withFrozen(true);
    private static final Options OFFLINE = Options.DEFAULT.withOffline(true);

    @Test
    void aKeptPackageHasTheLockedVersionOrNone() {
        var universe = universe("a 1.0.0 -> b *", "a 2.0.0 -> b ^2.0.0", "b 1.2.0", "b 2.0.0", "c 1.0.0");
        var asking = ask("a").locked("b 1.2.0");

        assertThat(asking.planOf(universe)).containsExactly("b 2.0.0", "a 2.0.0*");
        assertThat(asking.kept("b").planOf(universe)).containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(ask("c").locked("b 1.2.0").kept("b").planOf(universe)).containsExactly("c 1.0.0*");
    }

    @Test
    void whatTheLockKeepsIsAFactOfTheProof() {
        var refusal = ask("a", "b")
                .locked("b 1.2.0")
                .kept("b")
                .unsatisfiable(universe("a 1.0.0 -> b ^2.0.0", "b 1.2.0", "b 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^2.0.0 and the lock keeps b at 1.2.0, a cannot be installed;"
                        + " nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a 1.0.0 depends on b ^2.0.0 and the lock keeps b at 1.2.0, a cannot be installed.",
                        "So, because you asked for a, there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen update b");
        assertThat(refusal.conflict()).containsExactlyInAnyOrder(new PackageName("a"), new PackageName("b"));
    }

    @Test
    void aKeptPackageThatIsAskedForInAnotherVersion() {
        var refusal = ask("b ^2.0.0").locked("b 1.2.0").kept("b").unsatisfiable(universe("b 1.2.0", "b 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because the lock keeps b at 1.2.0, b ^2.0.0 cannot be installed; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly("Because the lock keeps b at 1.2.0 and you asked for b ^2.0.0, there is no solution.");
    }

    @Test
    void aLockThatNarrowsADependentIsToldBeforeWhatThatDependsOn() {
        var refusal = ask("app", "b")
                .locked("app 1.0.0", "c 1.0.0")
                .unlocked("b")
                .kept("app")
                .unsatisfiable(universe(
                        "app 1.0.0 -> c ^1.0.0", "app 2.0.0 -> c *", "b 1.0.0 -> c ^2.0.0", "c 1.0.0", "c 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because the lock keeps app at 1.0.0, app 1.0.0 depends on c ^1.0.0 and b 1.0.0 depends on"
                        + " c ^2.0.0, app and b cannot be installed together; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because app 1.0.0 depends on c ^1.0.0 and b 1.0.0 depends on c ^2.0.0, app 1.0.0 and b cannot"
                                + " be installed together.",
                        "And because the lock keeps app at 1.0.0, app and b cannot be installed together.",
                        "So, because you asked for app and b, there is no solution.");
        assertThat(refusal.next()).containsExactly("ggen update app b");
    }

    @Test
    void aKeptVersionThatNoRegistryHasAnyMore() {
        var universe = universe("a 1.0.0 -> b ^1.0.0", "b 1.3.0");

        assertThat(ask("a").locked("b 1.2.0").planOf(universe)).containsExactly("b 1.3.0", "a 1.0.0*");
        assertThat(ask("a").locked("b 1.2.0").kept("b").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on b ^1.0.0 and the lock keeps b at 1.2.0, which no registry has"
                        + " any more, a cannot be installed; nothing was changed.");
        assertThat(ask("b ~1.2.0").locked("b 1.2.0").refusalOf(universe))
                .isEqualTo("No version of b matches ~1.2.0; known: 1.3.0; 1.2.0, which the lock holds, is gone; nothing"
                        + " was changed.");
        assertThat(ask("b").locked("b 1.2.0").kept("b").refusalOf(universe()))
                .isEqualTo("No package named 'b' is known; 1.2.0, which the lock holds, is gone; nothing was changed.");
    }

    @Test
    void frozenAllowsWhatTheLockHoldsAlone() {
        var universe = universe("a 1.0.0 -> b *", "a 2.0.0 -> b *", "b 1.2.0 yanked", "b 2.0.0");

        assertThat(ask("a").with(FROZEN).locked("a 1.0.0", "b 1.2.0").planOf(universe))
                .containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(ask("a").with(FROZEN)
                        .locked("a 1.0.0", "b 1.2.0")
                        .unlocked("a")
                        .planOf(universe))
                .containsExactly("b 1.2.0", "a 1.0.0*");
    }

    @Test
    void frozenWithAnotherVersionInTheLock() {
        var refusal = ask("a").with(FROZEN)
                .locked("a 1.0.0", "b 1.2.0")
                .unsatisfiable(universe("a 1.0.0 -> b ^2.0.0", "b 1.2.0", "b 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^2.0.0 and the lock holds b 1.2.0 (--frozen is set), a cannot"
                        + " be installed; nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen install a");
    }

    @Test
    void frozenWithNothingInTheLock() {
        var universe = universe("a 1.0.0 -> b ^1.0.0", "b 1.2.0");
        var refusal = ask("a").with(FROZEN).locked("a 1.0.0").unsatisfiable(universe);

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^1.0.0 and the lock holds no b (--frozen is set), a cannot be"
                        + " installed; nothing was changed.");
        assertThat(refusal.explanation())
                .containsExactly(
                        "Because a 1.0.0 depends on b ^1.0.0 and the lock holds no b (--frozen is set), a cannot be"
                                + " installed.",
                        "So, because you asked for a, there is no solution.");
        assertThat(ask("b").with(FROZEN).unsatisfiable(universe).message())
                .isEqualTo("Because the lock holds no b (--frozen is set), b cannot be installed; nothing was"
                        + " changed.");
    }

    @Test
    void frozenNeedsNoAnswerAboutWhatTheLockDoesNotHold() {
        var universe = universe("a 1.0.0 -> b ^1.0.0").silentAbout("b", "timeout");

        assertThat(ask("a").with(FROZEN).locked("a 1.0.0").refusalOf(universe))
                .isEqualTo("Because a 1.0.0 depends on b ^1.0.0 and the lock holds no b (--frozen is set), a cannot be"
                        + " installed; nothing was changed.");
        assertThat(ask("a").with(FROZEN).locked("a 1.0.0", "b 1.0.0").of(universe))
                .isInstanceOf(Resolution.Undecided.class);
    }

    @Test
    void offlineAllowsWhatIsHere() {
        var universe = universe("a 1.0.0 -> b *", "a 2.0.0 away", "b 1.2.0", "b 2.0.0 away");

        assertThat(ask("a").planOf(universe)).containsExactly("a 2.0.0*");
        assertThat(ask("a").with(OFFLINE).planOf(universe)).containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(ask("a").with(OFFLINE).locked("b 2.0.0").planOf(universe)).containsExactly("b 1.2.0", "a 1.0.0*");
    }

    @Test
    void whatIsNotOnThisMachine() {
        var universe = universe(
                "a 1.0.0 -> b ^2.0.0",
                "b 1.2.0",
                "b 2.0.0 away",
                "c 1.0.0 away",
                "c 1.1.0 away",
                "d 1.0.0 -> e ^1.1.0",
                "e 1.0.0",
                "e 1.1.0 away",
                "e 1.2.0 away");
        var refusal = ask("a").with(OFFLINE).unsatisfiable(universe);

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^2.0.0 and b 2.0.0 is not on this machine (--offline is set),"
                        + " a cannot be installed; nothing was changed.");
        assertThat(refusal.next()).containsExactly("ggen install a");
        assertThat(ask("c").with(OFFLINE).refusalOf(universe))
                .isEqualTo("Because no version of c is on this machine (--offline is set), c cannot be installed;"
                        + " nothing was changed.");
        assertThat(ask("d").with(OFFLINE).refusalOf(universe))
                .isEqualTo("Because d 1.0.0 depends on e ^1.1.0 and only e 1.0.0 is on this machine (--offline is set),"
                        + " d cannot be installed; nothing was changed.");
    }

    @Test
    void anOptionIsTakenBackAloneWhereThatIsEnough() {
        var universe = universe("a 1.0.0 -> b ^2.0.0", "b 1.2.0", "b 2.0.0", "c 1.0.0 -> b ^1.0.0", "c 2.0.0 away");
        var both = OFFLINE.withFrozen(true);

        assertThat(ask("a").with(both)
                        .locked("b 1.2.0", "a 1.0.0")
                        .unsatisfiable(universe)
                        .next())
                .containsExactly("ggen install a --offline");
        assertThat(ask("c ^2.0.0")
                        .with(both)
                        .locked("b 1.2.0")
                        .unsatisfiable(universe)
                        .next())
                .containsExactly("ggen install 'c@^2.0.0'");
        assertThat(ask("a").with(OFFLINE.withPrereleases(true))
                        .unsatisfiable(universe("a 1.0.0-rc.1 away"))
                        .next())
                .containsExactly("ggen install a --pre");
    }

    @Test
    void anOverrideStandsInPlaceOfEveryRange() {
        var universe = universe("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 2.0.0", "b 3.0.0");

        assertThat(ask("a").overrides("b ^2.0.0", "c 1.0.0").planOf(universe)).containsExactly("b 2.0.0", "a 1.0.0*");
        assertThat(ask("a", "b 3.0.0").overrides("b ^2.0.0").planOf(universe)).containsExactly("b 2.0.0*", "a 1.0.0*");
        assertThat(ask("a").overrides("b ^2.0.0").locked("b 1.0.0").planOf(universe))
                .containsExactly("b 2.0.0", "a 1.0.0*");
    }

    @Test
    void anOverrideThatNothingMeets() {
        var refusal = ask("a").overrides("b ^2.0.0").unsatisfiable(universe("a 1.0.0 -> b ^1.0.0", "b 1.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on b ^1.0.0 (set to ^2.0.0 by etc/overrides.json; no version of b"
                        + " matches; known: 1.0.0), a cannot be installed; nothing was changed.");
        assertThat(refusal.next()).containsExactly("remove b from etc/overrides.json");
        assertThat(ask("b ^1.0.0").overrides("b ^2.0.0").refusalOf(universe("b 1.0.0")))
                .isEqualTo("No version of b matches ^2.0.0 (set by etc/overrides.json); known: 1.0.0; nothing was"
                        + " changed.");
    }

    @Test
    void anOverrideThatConflicts() {
        var refusal = ask("a", "d 2.0.0")
                .overrides("b ^2.0.0")
                .unsatisfiable(
                        universe("a 1.0.0 -> b ^1.0.0, d 1.0.0", "d 1.0.0", "d 2.0.0 -> b *", "b 1.0.0", "b 2.0.0"));

        assertThat(refusal.message())
                .isEqualTo("Because a 1.0.0 depends on d 1.0.0, a and d 2.0.0 cannot be installed together; nothing was"
                        + " changed.");
        var other = ask("a", "e")
                .overrides("b ^2.0.0")
                .unsatisfiable(universe(
                        "a 1.0.0 -> b ^1.0.0",
                        "b 1.0.0",
                        "b 2.0.0 -> c 2.0.0",
                        "e 1.0.0 -> c 1.0.0",
                        "c 1.0.0",
                        "c 2.0.0"));
        assertThat(other.explanation())
                .containsExactly(
                        "Because a 1.0.0 depends on b ^1.0.0 (set to ^2.0.0 by etc/overrides.json) and b 2.0.0 depends"
                                + " on c 2.0.0, a requires c 2.0.0.",
                        "And because e 1.0.0 depends on c 1.0.0, a and e cannot be installed together.",
                        "So, because you asked for a and e, there is no solution.");
        assertThat(other.next()).containsExactly("remove b from etc/overrides.json");
    }

    @Test
    void theConflictOfACircleIsTheCircle() {
        assertThat(ask("top")
                        .unsatisfiable(universe("top 1.0.0 -> a", "a 1.0.0 -> b", "b 1.0.0 -> a"))
                        .conflict())
                .containsExactlyInAnyOrder(new PackageName("a"), new PackageName("b"));
    }
}
