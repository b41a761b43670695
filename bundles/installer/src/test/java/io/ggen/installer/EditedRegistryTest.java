package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static io.ggen.installer.Someone.BOB;
import static io.ggen.installer.Someone.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Manifest;
import io.ggen.api.ProblemException;
import io.ggen.api.registry.WritableRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * File registries with releases of three publishers, one of whom squats a name of another, after somebody has edited their
 * files. Whatever the registry notices and mends by itself is right; what it does not is refused here.
 */
class EditedRegistryTest {
    @TempDir
    Path folder;

    World world;
    Path files;

    @BeforeEach
    void threePublishers() throws IOException {
        world = new World(folder.resolve("home"));
        files = world.home.registry();
        publish(ANN, "a 1.0.0 -> @" + BOB.id() + "/b ^1.0.0");
        publish(ANN, "a 1.1.0 -> @" + BOB.id() + "/b ^1.0.0");
        publish(BOB, "b 1.0.0");
        publish(EVE, "b 1.9.0");
        publish(EVE, "evil 1.0.0");
    }

    private void publish(Someone by, String text) throws IOException {
        Manifest manifest = World.manifest(text.replaceAll("@12D3\\w+/", ""));
        byte[] archive = Tar.of("README", text).bytes();
        Path file = Files.write(Files.createTempFile("edited", ".tar.gz"), archive);
        world.registry.publish(
                new WritableRegistry.Draft(manifest, file, 0, by.record(withPublishers(text, manifest), archive)));
        Files.delete(file);
    }

    /** The manifest as it is, needing what {@code text} says. */
    private static Manifest withPublishers(String text, Manifest manifest) {
        return new Manifest(
                manifest.name(),
                manifest.version(),
                "",
                "",
                manifest.kind(),
                World.manifest(text).dependencies(),
                manifest.categories(),
                manifest.tags(),
                "",
                "",
                "",
                "",
                manifest.bundles(),
                manifest.json());
    }

    /** Installs {@code a} as a fresh process would; what is installed then is what was signed, or nothing and this is why. */
    private String outcome() throws IOException {
        world.market = world.market(World.registry(world.home));
        var before = World.snapshot(world.target);
        try {
            world.install("a");
            assertThat(World.shown(world.target))
                    .containsEntry("a", "a 1.1.0 -> @" + BOB.id() + "/b ^1.0.0")
                    .containsEntry("b", "b 1.0.0")
                    .hasSize(2);
            return "";
        } catch (ProblemException e) {
            assertThat(World.snapshot(world.target)).isEqualTo(before);
            assertThat(world.leftovers()).isEmpty();
            return e.problem().message();
        }
    }

    /** Changes a file and keeps its time, as somebody would who does not want it to be noticed. */
    private void edit(String name, String from, String to) throws IOException {
        Path file = files.resolve(name);
        var time = Files.getLastModifiedTime(file);
        String before = Files.readString(file);
        String after = before.replace(from, to);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void aSquatterWithAHigherVersionIsNotChosen() throws IOException {
        assertThat(outcome()).isEmpty();
    }

    @Test
    void editedDependenciesInTheIndex() throws IOException {
        edit("a/index.json", "@" + BOB.id() + "/b", "@" + EVE.id() + "/evil");

        assertThat(outcome())
                .startsWith("The signed record of a@1.1.0 in registry home is refused: its dependencies is @" + BOB.id()
                        + "/b ^1.0.0, and found is @" + EVE.id() + "/evil ^1.0.0;");
    }

    @Test
    void anEditedPublisherInTheIndex() throws IOException {
        edit("a/index.json", ANN.id().value(), EVE.id().value());

        assertThat(outcome()).contains("it is signed by " + ANN.shown() + ", and expected is " + EVE.shown());
    }

    @Test
    void anEditedDigestInTheIndex() throws IOException {
        Path file = files.resolve("a/index.json");
        String text = Files.readString(file);
        int at = text.indexOf("sha256-") + 7;
        edit("a/index.json", text.substring(at, at + 4), text.charAt(at) == 'A' ? "BBBB" : "AAAA");

        assertThat(outcome()).contains("a@1.1.0");
    }

    @Test
    void anEditedRecord() throws IOException {
        edit("a/1.1.0/release.json", "\"kind\":\"files\"", "\"kind\":\"bundle\"");

        assertThat(outcome())
                .startsWith(
                        "The signed record of a@1.1.0 in registry home is refused: its signature does not fit the key"
                                + " of " + ANN.id());
    }

    @Test
    void theRecordOfAnotherVersion() throws IOException {
        Files.copy(
                files.resolve("a/1.0.0/release.json"),
                files.resolve("a/1.1.0/release.json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(outcome()).contains("a@1.1.0").contains("its version is 1.0.0, and found is 1.1.0");
    }

    @Test
    void aRecordThatIsGone() throws IOException {
        Files.delete(files.resolve("a/1.1.0/release.json"));

        assertThat(outcome()).contains("a");
    }

    @Test
    void anArchiveOfSomebodyElse() throws IOException {
        Files.copy(
                files.resolve("evil/1.0.0/evil-1.0.0.tar.gz"),
                files.resolve("a/1.1.0/a-1.1.0.tar.gz"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(outcome()).contains("a@1.1.0");
    }
}
