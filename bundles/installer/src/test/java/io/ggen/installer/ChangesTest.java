package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.marketplace.Outdated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking away, moving on, going back, and asking about it. */
class ChangesTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void publishSome() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0 -> c");
        world.publish("c 1.0.0");
        world.publish("d 1.0.0 -> c");
    }

    @Test
    void uninstallTakesWhatNobodyNeedsAnyMore() throws IOException {
        world.install("a", "d");

        Outcome outcome = world.uninstall("a");

        assertThat(World.ids(outcome.removed())).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(World.ids(outcome.unchanged())).containsExactly("c@1.0.0", "d@1.0.0");
        assertThat(World.shown(world.target)).containsOnlyKeys("c", "d");
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void theLastPackageCanGo() throws IOException {
        world.install("c");
        world.uninstall("c");

        assertThat(world.installed()).isEmpty();
        assertThat(World.shown(world.target)).isEmpty();
        assertThat(world.install().installed()).isEmpty();
        assertThat(world.update().installed()).isEmpty();
    }

    @Test
    void whatIsStillNeededStays() {
        world.install("a", "c");

        assertThat(Problems.message(() -> world.uninstall("c")))
                .isEqualTo("'c' is still needed by b@1.0.0; nothing was removed.");
        assertThat(Problems.message(() -> world.uninstall("nobody")))
                .isEqualTo("'nobody' is not installed in " + world.target + "; nothing was removed.");
        assertThat(World.ids(world.uninstall("a", "c").removed())).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
    }

    @Test
    void updateMovesWhatTheRequestsAllow() throws IOException {
        world.install("a", "d@1.0.0");
        world.publish("b 1.2.0 -> c");
        world.publish("b 2.0.0");
        world.publish("c 1.1.0");
        world.publish("d 1.1.0");

        Outcome one = world.update("b");
        assertThat(World.ids(one.installed())).containsExactly("b@1.2.0");
        Outcome all = world.update();

        assertThat(World.ids(all.installed())).containsExactly("c@1.1.0");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.2.0", "c@1.1.0", "d@1.0.0");
        assertThat(World.shown(world.target)).containsEntry("b", "b 1.2.0 -> c");
        assertThat(world.update().generation()).isEqualTo(3);
        assertThat(Problems.message(() -> world.update("x"))).contains("'x' is not installed");
    }

    @Test
    void outdatedTellsWhatUpdateWouldDoAndWhatThereIs() throws IOException {
        world.install("a");
        assertThat(world.market.outdated(world.target)).isEmpty();
        world.publish("b 1.2.0");
        world.publish("b 2.0.0");
        world.publish("b 3.0.0-rc.1");

        List<Outdated> outdated = world.market.outdated(world.target);

        assertThat(outdated).hasSize(1);
        assertThat(outdated.get(0).current()).hasToString("1.0.0");
        assertThat(outdated.get(0).wanted()).hasToString("1.2.0");
        assertThat(outdated.get(0).latest()).hasToString("2.0.0");
        assertThat(outdated.get(0).direct()).isFalse();
    }

    @Test
    void whyNamesEveryWayShortestFirst() {
        world.install("a", "c", "d");

        assertThat(world.market.why(new PackageName("c"), world.target))
                .extracting(way -> way.stream().map(PackageName::value).toList())
                .containsExactly(List.of("c"), List.of("d", "c"), List.of("a", "b", "c"));
        assertThat(Problems.message(() -> world.market.why(new PackageName("x"), world.target)))
                .contains("'x' is not installed");
    }

    @Test
    void historyTellsWhatEachGenerationChanged() throws IOException {
        world.install("a");
        world.publish("b 1.1.0");
        world.update();
        world.uninstall("a");

        List<Generation> history = world.market.history(world.target);

        assertThat(history).extracting(Generation::number).containsExactly(3, 2, 1);
        assertThat(history).extracting(Generation::current).containsExactly(true, false, false);
        assertThat(history).extracting(Generation::reason).containsExactly("uninstall a", "update", "install a");
        assertThat(history).extracting(Generation::packages).containsExactly(0, 2, 3);
        assertThat(history.get(0).changes()).containsExactly("- a@1.0.0", "- b@1.1.0");
        assertThat(history.get(1).changes()).containsExactly("b@1.0.0 -> b@1.1.0", "- c@1.0.0");
        assertThat(history.get(2).changes()).containsExactly("+ a@1.0.0", "+ b@1.0.0", "+ c@1.0.0");
        assertThat(history.get(2).made()).isEqualTo(World.NOON);
    }

    @Test
    void rollbackMakesANewGenerationWithOldContent() throws IOException {
        world.install("a");
        byte[] first = Files.readAllBytes(world.target.resolve("ggen.lock"));
        world.publish("b 1.1.0");
        world.update();
        world.market = world.market(new FakeRegistry("silent").unavailable("nobody may ask"));

        Outcome back = world.market.rollback(0, world.target, world.progress);

        assertThat(back.generation()).isEqualTo(3);
        assertThat(World.ids(back.installed())).containsExactly("c@1.0.0", "b@1.0.0");
        assertThat(world.target.resolve("ggen.lock")).hasBinaryContent(first);
        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b", "c");
        assertThat(world.market.history(world.target).get(0).reason()).isEqualTo("rollback to 1");
        world.market.rollback(2, world.target, world.progress);
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.1.0");
    }

    @Test
    void rollbackToNowhereIsRefused() {
        assertThat(Problems.message(() -> world.market.rollback(0, world.target, world.progress)))
                .contains("has no generation before");
        world.install("a");
        assertThat(Problems.message(() -> world.market.rollback(0, world.target, world.progress)))
                .contains("no generation before generation 1; nothing was rolled back.");
        assertThat(Problems.message(() -> world.market.rollback(7, world.target, world.progress)))
                .contains("no generation 7 (it has 1)");
    }

    @Test
    void aTargetWhoseLockIsDamagedCanStillBeRolledBack() throws IOException {
        world.install("a");
        world.install("d");
        Path lock = world.target.resolve(".ggen/generations/2/ggen.lock");
        Files.writeString(lock, "{\"version\"");

        assertThat(Problems.message(() -> world.install("d"))).contains("ggen.lock");
        assertThat(Problems.message(() -> world.market.installed(world.target))).contains("ggen.lock");
        assertThat(world.market.history(world.target)).hasSize(2);
        world.market.rollback(0, world.target, world.progress);

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
        Files.delete(lock);
        assertThat(world.market.history(world.target)).hasSize(3);
    }

    @Test
    void aCurrentThatLeadsNowhereIsExplained() throws IOException {
        world.install("a");
        Files.delete(world.target.resolve(".ggen/current"));
        Files.createSymbolicLink(world.target.resolve(".ggen/current"), Path.of("nowhere"));

        assertThat(Problems.message(() -> world.install("a"))).contains(".ggen/current does not lead to a generation");
    }

    @Test
    void anEmptyOrMissingTargetHoldsNothing() {
        assertThat(world.market.installed(world.target).generation()).isZero();
        assertThat(world.market.installed(world.target).lock().packages()).isEmpty();
        assertThat(world.market.outdated(world.target)).isEmpty();
        assertThat(world.market.history(world.target)).isEmpty();
        assertThat(world.market.verify(world.target, world.progress).packages()).isZero();
        assertThat(world.target).doesNotExist();
    }
}
