package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.marketplace.Verification;
import io.ggen.installer.work.Deletion;
import io.ggen.installer.work.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void installSome() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0");
        world.publish("b 1.0.0");
        world.install("a", "b");
    }

    private List<String> damages() {
        return world.market.verify(world.target, world.progress).damages().stream()
                .map(damage -> damage.id() + " " + damage.path() + " " + damage.what())
                .toList();
    }

    @Test
    void allIsWell() {
        Verification verification = world.market.verify(world.target, world.progress);

        assertThat(verification.packages()).isEqualTo(2);
        assertThat(verification.files()).isEqualTo(4);
        assertThat(verification.damages()).isEmpty();
    }

    @Test
    void eachKindOfDamageIsTold() throws IOException {
        Path tree = world.tree("a");
        Permissions.makeWritable(tree);
        Permissions.makeWritable(tree.resolve("bin"));
        Files.writeString(tree.resolve("extra"), "x");
        Files.setPosixFilePermissions(tree.resolve("bin/run.sh"), PosixFilePermissions.fromString("r--r--r--"));
        Files.delete(tree.resolve("README"));
        assertThat(damages())
                .containsExactly(
                        "a@1.0.0 README is missing",
                        "a@1.0.0 bin/run.sh cannot be run any more",
                        "a@1.0.0 extra was added");
        Files.createDirectory(tree.resolve("README"));
        assertThat(damages()).contains("a@1.0.0 README is not a file any more");
        Files.delete(tree.resolve("README"));
        Files.createSymbolicLink(tree.resolve("README"), Path.of("extra"));
        assertThat(damages()).contains("a@1.0.0 README is not a file any more");
    }

    @Test
    void aLinkThatIsGoneOrSomethingElseIsTold() throws IOException {
        Files.delete(world.target.resolve("a"));
        assertThat(damages()).containsExactly("a@1.0.0  is missing from the target");
        Files.createDirectory(world.target.resolve("a"));
        assertThat(damages()).containsExactly("a@1.0.0  is not what the target shows under its name");
    }

    @Test
    void aTreeThatIsGoneIsTold() throws IOException {
        Deletion.delete(world.tree("b"));

        assertThat(damages()).containsExactly("b@1.0.0  is missing");
    }

    @Test
    void aPackageLinkedToAnotherTreeIsTold() throws IOException {
        Path link = world.target.resolve(".ggen/generations/1/packages/a");
        Path other = Files.readSymbolicLink(world.target.resolve(".ggen/generations/1/packages/b"));
        Files.delete(link);
        assertThat(damages()).containsExactly("a@1.0.0  has no link in the current generation");
        Files.createSymbolicLink(link, other);
        assertThat(damages()).containsExactly("a@1.0.0  is linked to another archive than the lock names");
    }
}
