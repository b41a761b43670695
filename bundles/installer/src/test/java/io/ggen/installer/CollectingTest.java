package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.marketplace.Collected;
import io.ggen.installer.store.Store;
import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Deletion;
import io.ggen.installer.work.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectingTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void threeGenerations() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0");
        world.publish("a 2.0.0");
        world.publish("a 3.0.0");
        world.install("a@1.0.0");
        world.install("a@2.0.0");
        world.install("a@3.0.0");
    }

    private long trees() throws IOException {
        try (Stream<Path> files = Files.walk(world.home.store().resolve("trees"), 2)) {
            return files.filter(path -> path.getFileName().toString().endsWith("-1"))
                    .count();
        }
    }

    @Test
    void whatAKeptGenerationUsesStays() throws IOException {
        Collected none = world.market.gc(3, world.progress);
        assertThat(none).isEqualTo(new Collected(0, 0, 0, 0));

        Collected some = world.market.gc(2, world.progress);

        assertThat(some.generations()).isEqualTo(1);
        assertThat(some.trees()).isEqualTo(1);
        assertThat(some.bytes()).isPositive();
        assertThat(trees()).isEqualTo(2);
        world.market.rollback(2, world.target, world.progress);
        assertThat(World.shown(world.target)).containsEntry("a", "a 2.0.0");
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    @Test
    void theCurrentGenerationAlwaysStays() throws IOException {
        world.market.gc(0, world.progress);

        assertThat(World.shown(world.target)).containsEntry("a", "a 3.0.0");
        assertThat(trees()).isEqualTo(1);
        assertThat(world.market.history(world.target)).hasSize(1);
        try (Stream<Path> shards = Files.list(world.home.store().resolve("trees"))) {
            assertThat(shards).hasSize(1);
        }
    }

    @Test
    void otherTargetsKeepTheirTreesAndGoneOnesDoNot() throws IOException {
        Path other = folder.resolve("other");
        world.install(world.into(other), "a@1.0.0");
        world.market.gc(0, world.progress);
        assertThat(trees()).isEqualTo(2);
        assertThat(World.shown(other)).containsEntry("a", "a 1.0.0");

        Deletion.delete(other);
        world.market.gc(0, world.progress);

        assertThat(trees()).isEqualTo(1);
        try (Stream<Path> roots = Files.list(world.home.roots())) {
            assertThat(roots).hasSize(1);
        }
    }

    @Test
    void aTargetThatMovedIsKnownAgainAfterItsNextCommand() throws IOException {
        Path other = folder.resolve("other");
        world.install(world.into(other), "a@1.0.0");
        Path moved = Files.move(other, folder.resolve("moved"));
        world.install(world.into(moved));

        world.market.gc(0, world.progress);

        assertThat(World.shown(moved)).containsEntry("a", "a 1.0.0");
    }

    @Test
    void archivesGoWithTheirTrees() throws IOException {
        FakeRegistry far = new FakeRegistry("far");
        far.add("x 1.0.0", Tar.of("README", "x").bytes());
        world.market = world.market(world.registry, far);
        world.install("x");
        assertThat(world.market.gc(1, world.progress).archives()).isZero();
        world.uninstall("x");

        assertThat(world.market.gc(1, world.progress).archives()).isEqualTo(1);
    }

    @Test
    void aNegativeNumberIsWrongUsage() {
        assertThat(Problems.message(() -> world.market.gc(-1, world.progress))).contains("cannot be -1");
    }

    @Test
    void theCheckupTellsWhatIsThereAndWhatWasLeft() throws IOException {
        Store store = new Store(world.home.store(), Optional.of("boot-2"), Checkpoints.NONE);
        Files.createDirectories(world.home.store().resolve("tmp/7/half"));
        Path tree = world.tree("a");
        Files.delete(tree.resolveSibling(tree.getFileName() + ".json"));

        assertThat(new StoreCheckup(store).examine())
                .extracting(Checkup.Finding::sentence)
                .containsExactly(
                        "The store holds 3 packages.",
                        "The list of files is lost for 1 package in the store.",
                        "Extracted before the last restart, and checked before use: 3 packages.",
                        "Operations that were killed and left temporary files, which the next one deletes: 1.");
        world.install();
        assertThat(world.home.store().resolve("tmp/7")).doesNotExist();
        assertThat(Permissions.makeWritable(world.tree("a"))).isTrue();
        assertThat(new StoreCheckup(store).examine())
                .contains(new Checkup.Finding(
                        Checkup.Severity.WARNING,
                        "What is in the store is read-only, but somebody opened it for writing: 1 package.",
                        "ggen verify"));
        Store empty = new Store(folder.resolve("nowhere"), Optional.empty(), Checkpoints.NONE);
        assertThat(new StoreCheckup(empty).examine()).containsExactly(Checkup.Finding.good("The store is empty."));
    }
}
