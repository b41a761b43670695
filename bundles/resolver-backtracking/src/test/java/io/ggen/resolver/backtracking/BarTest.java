package io.ggen.resolver.backtracking;

import static io.ggen.resolver.backtracking.Universe.ask;
import static io.ggen.resolver.backtracking.Universe.universe;
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
        var universe = universe("a 1.0.0 -> b *", "a 2.0.0 -> b ^2.0.0", "b 1.2.0", "b 2.0.0", "c 1.0.0 -> b ^2.0.0");
        var refusal = ask("c").locked("b 1.2.0").kept("b").unsatisfiable(universe);

        assertThat(ask("a").locked("b 1.2.0").planOf(universe)).containsExactly("b 2.0.0", "a 2.0.0*");
        assertThat(ask("a").locked("b 1.2.0").kept("b").planOf(universe)).containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(refusal.message())
                .isEqualTo("c 1.0.0 depends on b ^2.0.0, but the lock keeps b at 1.2.0; nothing was changed.");
        assertThat(refusal.conflict()).containsExactlyInAnyOrder(new PackageName("b"), new PackageName("c"));
        assertThat(ask("b ^2.0.0").locked("b 1.2.0").kept("b").refusalOf(universe))
                .isEqualTo("You asked for b ^2.0.0, but the lock keeps b at 1.2.0; nothing was changed.");
    }

    @Test
    void aLockThatNarrowsADependentIsToldInTheExplanation() {
        var refusal = ask("app", "b")
                .locked("app 1.0.0", "c 1.0.0")
                .kept("app")
                .unsatisfiable(universe(
                        "app 1.0.0 -> c ^1.0.0", "app 2.0.0 -> c *", "b 1.0.0 -> c ^2.0.0", "c 1.0.0", "c 2.0.0"));

        assertThat(refusal.explanation()).endsWith("The lock keeps app at 1.0.0.");
        assertThat(refusal.conflict()).contains(new PackageName("app"), new PackageName("b"));
    }

    @Test
    void aKeptVersionThatNoRegistryHasAnyMore() {
        assertThat(ask("b").locked("b 1.2.0").kept("b").refusalOf(universe("b 1.3.0")))
                .isEqualTo("You asked for b, but the lock keeps b at 1.2.0, which no registry has any more; nothing was"
                        + " changed.");
        assertThat(ask("b ~1.2.0").locked("b 1.2.0").refusalOf(universe("b 1.3.0")))
                .isEqualTo("No version of b matches ~1.2.0; known: 1.3.0; 1.2.0, which the lock holds, is gone; nothing"
                        + " was changed.");
    }

    @Test
    void frozenAllowsWhatTheLockHoldsAlone() {
        var universe = universe("a 1.0.0 -> b *", "a 2.0.0 -> b *", "b 1.2.0 yanked", "b 2.0.0");

        assertThat(ask("a").with(FROZEN).locked("a 1.0.0", "b 1.2.0").planOf(universe))
                .containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(ask("a").with(FROZEN).locked("a 1.0.0").refusalOf(universe))
                .isEqualTo("a 1.0.0 depends on b, but the lock holds no b (--frozen is set); nothing was changed.");
        assertThat(ask("b ^2.0.0").with(FROZEN).locked("b 1.2.0").refusalOf(universe))
                .isEqualTo(
                        "You asked for b ^2.0.0, but the lock holds b 1.2.0 (--frozen is set); nothing was changed.");
    }

    @Test
    void frozenNeedsNoAnswerAboutWhatTheLockDoesNotHold() {
        var universe = universe("a 1.0.0 -> b").silentAbout("b", "timeout");

        assertThat(ask("a").with(FROZEN).locked("a 1.0.0").refusalOf(universe))
                .isEqualTo("a 1.0.0 depends on b, but the lock holds no b (--frozen is set); nothing was changed.");
        assertThat(ask("a").with(FROZEN).locked("a 1.0.0", "b 1.0.0").of(universe))
                .isInstanceOf(Resolution.Undecided.class);
    }

    @Test
    void offlineAllowsWhatIsHere() {
        var universe = universe(
                "a 1.0.0 -> b *", "a 2.0.0 away", "b 1.2.0", "b 2.0.0 away", "b 2.1.0 away", "c 1.0.0 -> b <2.1.0");

        assertThat(ask("a").with(OFFLINE).planOf(universe)).containsExactly("b 1.2.0", "a 1.0.0*");
        assertThat(ask("b ^2.0.0").with(OFFLINE).refusalOf(universe))
                .isEqualTo("You asked for b ^2.0.0, but b 2.1.0 and 2.0.0 are not on this machine (--offline is set);"
                        + " nothing was changed.");
        assertThat(ask("c", "d")
                        .with(OFFLINE)
                        .refusalOf(universe(
                                "c 1.0.0 -> b <2.0.0", "d 1.0.0 -> b >1.0.0", "b 1.0.0", "b 1.5.0 away", "b 2.0.0")))
                .isEqualTo("Because c 1.0.0 depends on b <2.0.0, d 1.0.0 depends on b >1.0.0 and b 1.5.0 is not on this"
                        + " machine (--offline is set), c and d cannot be installed together; nothing was changed.");
    }

    @Test
    void anOverrideStandsInPlaceOfEveryRange() {
        var universe = universe("a 1.0.0 -> b ^1.0.0", "b 1.0.0", "b 2.0.0", "b 3.0.0");

        assertThat(ask("a", "b 3.0.0").overrides("b ^2.0.0", "c *").planOf(universe))
                .containsExactly("b 2.0.0*", "a 1.0.0*");
        assertThat(ask("a").overrides("b ^4.0.0").refusalOf(universe))
                .isEqualTo("a 1.0.0 depends on b ^1.0.0 (set to ^4.0.0 by etc/overrides.json), but no version matches;"
                        + " known: 3.0.0, 2.0.0 and 1.0.0; nothing was changed.");
        assertThat(ask("b ^1.0.0").overrides("b ^4.0.0").refusalOf(universe))
                .isEqualTo("No version of b matches ^4.0.0 (set by etc/overrides.json); known: 3.0.0, 2.0.0 and 1.0.0;"
                        + " nothing was changed.");
    }
}
