package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import io.ggen.resolver.backtracking.BacktrackingResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving one package up: what else moves, what stays, and what is said about it. */
class UpdateTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void aHome() {
        world = new World(folder.resolve("home"));
    }

    private void publish(String... releases) throws IOException {
        for (String release : releases) {
            world.publish(release);
        }
    }

    @Test
    void othersMoveOnlyIfTheyMustAndTheReasonIsTold() throws IOException {
        publish("x 1.0.0 -> b ^1.0.0", "b 1.0.0", "o 1.0.0");
        world.install("x", "o");
        publish("x 2.0.0 -> b ^1.2.0, n", "b 1.2.0", "b 2.0.0", "o 1.1.0", "n 1.0.0");

        Outcome outcome = world.update("x");

        assertThat(World.moves(outcome))
                .containsExactlyInAnyOrder("x 1.0.0 -> 2.0.0", "b 1.0.0 -> 1.2.0, because x 2.0.0 depends on b ^1.2.0");
        assertThat(world.installed()).containsExactly("b@1.2.0", "n@1.0.0", "o@1.0.0", "x@2.0.0");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void aWholeChainMovesAndOrphansGo() throws IOException {
        publish("x 1.0.0 -> b ^1.0.0, gone", "gone 1.0.0", "b 1.0.0 -> c ^1.0.0", "c 1.0.0", "d 1.0.0 -> c ^1.0.0");
        publish("o 1.0.0 -> c *");
        world.install("x", "d", "o");
        publish("x 2.0.0 -> b ^2.0.0", "b 2.0.0 -> c ^2.0.0", "c 2.0.0", "d 2.0.0 -> c ^2.0.0", "o 1.1.0 -> c *");

        Outcome outcome = world.update("x");

        assertThat(World.moves(outcome))
                .containsExactlyInAnyOrder(
                        "x 1.0.0 -> 2.0.0",
                        "b 1.0.0 -> 2.0.0, because x 2.0.0 depends on b ^2.0.0",
                        "c 1.0.0 -> 2.0.0, because b 2.0.0 depends on c ^2.0.0",
                        "d 1.0.0 -> 2.0.0, because d 1.0.0 depends on c ^1.0.0 and c is 2.0.0 now");
        assertThat(World.ids(outcome.removed())).containsExactly("gone@1.0.0");
        assertThat(world.installed()).contains("o@1.0.0");
    }

    @Test
    void aDependentIsNotMovedToLetAPackageRise() throws IOException {
        publish("a 1.0.0 -> x ^1.0.0", "x 1.0.0");
        world.install("a");
        publish("a 2.0.0 -> x ^2.0.0", "x 1.1.0", "x 2.0.0");

        assertThat(World.moves(world.update("x"))).containsExactly("x 1.0.0 -> 1.1.0");

        assertThat(world.notes).containsExactly("x is at 1.1.0 and not at 2.0.0, because a 1.0.0 depends on x ^1.0.0.");
        assertThat(world.update("x").installed()).isEmpty();
        assertThat(World.moves(world.update("a")))
                .containsExactlyInAnyOrder("a 1.0.0 -> 2.0.0", "x 1.1.0 -> 2.0.0, because a 2.0.0 depends on x ^2.0.0");
    }

    @Test
    void whereTheHighestDoesNotFitTheNextLowerHasItsTurn() throws IOException {
        publish("x 1.0.0 -> b ^1.0.0", "b 1.0.0", "o 1.0.0 -> b ^1.0.0");
        world.install("x@>=1.0.0", "o");
        publish("x 1.5.0 -> b ^1.1.0", "b 1.1.0", "b 2.0.0", "x 2.0.0 -> b ^2.0.0", "x 3.0.0 -> nowhere");

        assertThat(World.moves(world.update("x")))
                .containsExactlyInAnyOrder("x 1.0.0 -> 1.5.0", "b 1.0.0 -> 1.1.0, because x 1.5.0 depends on b ^1.1.0");
        assertThat(world.notes).hasSize(1);
        assertThat(world.notes.get(0))
                .startsWith("x is at 1.5.0 and not at 3.0.0: because x 3.0.0 depends on nowhere")
                .doesNotContain("nothing was");
    }

    @Test
    void whatTheResolverSaysAgainstTheNewestIsTold() throws IOException {
        publish("x 1.0.0 -> y ^1.0.0", "y 1.0.0");
        world.install("x", "y@1.0.0");
        publish("x 2.0.0 -> y ^1.2.0", "y 1.2.0");

        assertThat(world.update("x").installed()).isEmpty();

        assertThat(world.notes)
                .containsExactly("x is at 1.0.0 and not at 2.0.0: because x 2.0.0 depends on y ^1.2.0, x and y"
                        + " 1.0.0 cannot be installed together.");
    }

    @Test
    void aDowngradeOfAnotherPackageIsAWarningWithItsReason() throws IOException {
        publish("x 1.0.0 -> b *", "b 1.0.0", "b 1.2.0");
        world.install("x");
        publish("x 2.0.0 -> b <1.2.0");

        assertThat(World.moves(world.update("x")))
                .containsExactlyInAnyOrder("x 1.0.0 -> 2.0.0", "b 1.2.0 -> 1.0.0, because x 2.0.0 depends on b <1.2.0");
        assertThat(world.warnings)
                .containsExactly("b goes down from 1.2.0 to 1.0.0, because x 2.0.0 depends on b <1.2.0.");
    }

    @Test
    void installWarnsOfADowngradeToo() throws IOException {
        publish("b 1.0.0", "b 1.2.0", "x 1.0.0 -> b <1.2.0");
        world.install("b");

        assertThat(World.moves(world.install("x")))
                .containsExactly("b 1.2.0 -> 1.0.0, because x 1.0.0 depends on b <1.2.0");
        assertThat(world.warnings)
                .containsExactly("b goes down from 1.2.0 to 1.0.0, because x 1.0.0 depends on b <1.2.0.");
        world.warnings.clear();
        world.uninstall("x");
        world.install("b@1.2.0");
        assertThat(World.moves(world.install("b@1.0.0")))
                .containsExactly("b 1.2.0 -> 1.0.0, because you asked for b 1.0.0");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void severalNamesAreRaisedOneAfterTheOtherAndThenTogether() throws IOException {
        publish("a 1.0.0 -> c *", "b 1.0.0 -> c *", "c 1.0.0");
        world.install("a", "b");
        publish("a 2.0.0 -> c ^2.0.0", "b 2.0.0 -> c ^2.0.0", "c 2.0.0", "c 3.0.0");

        assertThat(World.moves(world.update("b", "a")))
                .containsExactlyInAnyOrder(
                        "a 1.0.0 -> 2.0.0",
                        "b 1.0.0 -> 2.0.0",
                        "c 1.0.0 -> 2.0.0, because a 2.0.0 depends on c ^2.0.0");
        publish("a 4.0.0 -> b 4.0.0", "b 4.0.0 -> c *");
        assertThat(World.moves(world.update("b", "a")))
                .containsExactlyInAnyOrder("a 2.0.0 -> 4.0.0", "b 2.0.0 -> 4.0.0");
    }

    @Test
    void whatIsRaisedFirstIsNotLoweredForTheNext() throws IOException {
        publish("a 1.0.0", "b 1.0.0");
        world.install("a", "b");
        publish("a 2.0.0 -> b <2.0.0", "b 2.0.0 -> a <2.0.0");

        assertThat(World.moves(world.update("a", "b"))).containsExactly("a 1.0.0 -> 2.0.0");
    }

    @Test
    void theSmallResolverDoesTheSame() throws IOException {
        world.resolver = new BacktrackingResolver(1_000_000);
        world.market = world.market(world.registry);
        othersMoveOnlyIfTheyMustAndTheReasonIsTold();
    }

    @Test
    void aResolverThatNamesNobodyIsNoHindrance() throws IOException {
        Resolver talkative = world.resolver;
        world.resolver = (question, known) -> talkative.resolve(question, known) instanceof Resolution.Unsatisfiable no
                ? new Resolution.Unsatisfiable(no.message(), no.explanation(), no.next(), Set.of())
                : talkative.resolve(question, known);
        world.market = world.market(world.registry);
        aWholeChainMovesAndOrphansGo();
    }

    @Test
    void prereleasesAreForThoseWhoAskForThem() throws IOException {
        publish("x 1.0.0");
        world.install("x");
        publish("x 1.1.0-rc.1");

        assertThat(world.update("x").installed()).isEmpty();
        var pre = world.options().with(world.options().choice().withPrereleases(true));
        assertThat(World.moves(world.market.update(World.names("x"), pre, world.progress)))
                .containsExactly("x 1.0.0 -> 1.1.0-rc.1");
    }

    @Test
    void aLockedVersionThatNoRegistryHasAnyMoreDoesNotStandInTheWay() throws IOException {
        FakeRegistry registry = new FakeRegistry("far");
        byte[] archive = Tar.of("README", "x").bytes();
        registry.add("x 1.0.0 -> b *", archive);
        registry.add("b 1.0.0", archive);
        world.market = world.market(registry);
        world.install("x");
        FakeRegistry later = new FakeRegistry("far");
        later.add("x 2.0.0 -> b *", archive);
        later.add("b 1.1.0", archive);
        world.market = world.market(later);

        assertThat(World.moves(world.update("x")))
                .containsExactlyInAnyOrder(
                        "x 1.0.0 -> 2.0.0", "b 1.0.0 -> 1.1.0, because no registry has b 1.0.0 any more");
    }

    @Test
    void aYankedVersionThatIsLockedStays() throws IOException {
        publish("x 1.0.0 -> b ^1.0.0", "b 1.0.0");
        world.install("x");
        publish("x 1.1.0 -> b ^1.0.0", "b 1.1.0", "x 1.2.0");
        world.registry.yank(new PackageName("b"), Version.parse("1.0.0"), true);
        world.registry.yank(new PackageName("x"), Version.parse("1.2.0"), true);

        assertThat(World.moves(world.update("x"))).containsExactly("x 1.0.0 -> 1.1.0");
        assertThat(world.installed()).contains("b@1.0.0");
    }

    @Test
    void aDryRunTellsTheSameAndChangesNothing() throws IOException {
        publish("x 1.0.0 -> b ^1.0.0", "b 1.0.0");
        world.install("x");
        publish("x 2.0.0 -> b ^2.0.0", "b 2.0.0");

        Outcome outcome = world.market.update(World.names("x"), world.dryRun(), world.progress);

        assertThat(World.moves(outcome)).contains("b 1.0.0 -> 2.0.0, because x 2.0.0 depends on b ^2.0.0");
        assertThat(world.installed()).containsExactly("b@1.0.0", "x@1.0.0");
    }

    @Test
    void anInterruptLeavesTheOldState() throws IOException {
        publish("x 1.0.0");
        world.install("x");
        publish("x 2.0.0");
        Thread.currentThread().interrupt();

        assertThat(Problems.of(() -> world.update("x")).kind()).isEqualTo(io.ggen.api.Problem.Kind.CANCELLED);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(world.installed()).containsExactly("x@1.0.0");
    }
}
