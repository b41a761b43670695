package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.installer.work.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsCheckupTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void publish() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0");
        world.publish("b 1.0.0");
    }

    private List<Finding> examine() {
        return new TargetsCheckup(world.home, world.market).examine();
    }

    private Finding only() {
        assertThat(examine()).hasSize(1);
        return examine().get(0);
    }

    @Test
    void aHomeWithoutInstallsIsFine() {
        assertThat(only()).isEqualTo(Finding.good("Nothing is installed yet."));
    }

    @Test
    void everyTargetIsTold() {
        world.install("a", "b");
        Path other = folder.resolve("other");
        world.install(world.into(other), "a");
        assertThat(examine())
                .contains(
                        Finding.good(world.target + " is at generation 1 with 2 packages, all there."),
                        Finding.good(other + " is at generation 1 with 1 package, all there."));
    }

    @Test
    void aPackageThatIsNotThereIsBroken() throws IOException {
        world.install("a", "b");
        Path tree = world.target.resolve("a").toRealPath();
        Deletion.delete(tree);
        assertThat(only().severity()).isEqualTo(Severity.BROKEN);
        assertThat(only().sentence()).endsWith(" with 2 packages, but 1 is not there, such as a.");
        assertThat(only().next()).startsWith("ggen install --force");
        world.install(world.force(), "a", "b");
        assertThat(only().severity()).isEqualTo(Severity.GOOD);
    }

    @Test
    void aLockThatIsDamagedIsBrokenAndSaysWhatHelps() throws IOException {
        world.install("a");
        Path lock = world.target.resolve(".ggen/generations/1/ggen.lock");
        Files.delete(lock);
        assertThat(only().severity()).isEqualTo(Severity.BROKEN);
        assertThat(only().sentence()).contains("generation 1 has no ggen.lock");
        assertThat(only().next()).startsWith("ggen history --target");
    }

    @Test
    void aCurrentThatLeadsNowhereIsBroken() throws IOException {
        world.install("a");
        Files.delete(world.target.resolve(".ggen/current"));
        Files.createSymbolicLink(world.target.resolve(".ggen/current"), Path.of("elsewhere"));
        assertThat(only().severity()).isEqualTo(Severity.BROKEN);
        assertThat(only().sentence()).contains("does not lead to a generation");
    }

    @Test
    void targetsThatAreGoneAreAWarning() throws IOException {
        Path other = folder.resolve("other");
        world.install(world.into(other), "a");
        Deletion.delete(other);
        assertThat(only().severity()).isEqualTo(Severity.WARNING);
        assertThat(only().next()).isEqualTo("ggen gc");
    }
}
