package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterManifestTest {
    @TempDir
    Path root;

    @Test
    void theFolderIsReadyToPublish() throws IOException {
        Desk desk = new Desk(root);
        Path folder = root.resolve("new/My Tool");
        Path file = desk.publisher.init(folder);
        Manifest manifest = desk.publisher.manifest(folder);

        assertThat(file).isEqualTo(root.resolve("new/My Tool/package.json"));
        assertThat(manifest.name().value()).isEqualTo("my-tool");
        assertThat(manifest.version()).hasToString("0.1.0");
        assertThat(desk.publisher.publish(folder, null, false).release()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"package.json", "package.toml", "pack.toml", "gpack.toml"})
    void aManifestThatIsThereStays(String name) throws IOException {
        Files.writeString(root.resolve(name), "mine");
        Desk desk = new Desk(root);

        assertThat(Desk.problem(() -> desk.publisher.init(root)).message()).contains(name, "is there already");
        assertThat(root.toFile().list()).containsExactly(name);
        assertThat(root.resolve(name)).hasContent("mine");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        Desk desk = new Desk(root);

        assertThat(Desk.problem(() -> desk.publisher.init(file.resolve("sub"))).message())
                .contains("No manifest could be written");
    }

    @ParameterizedTest
    @CsvSource({
        "hello-world,hello-world",
        "Hello World!,hello-world",
        "Größe,grosse",
        "  x  ,x",
        "v1.2_b,v1.2_b",
        "...,package",
        "日本,package",
        "con,package-con",
        "LPT1.txt,package-lpt1.txt",
        "a--b,a-b",
    })
    void namesAreMadeValid(String folder, String name) {
        assertThat(StarterManifest.nameFor(folder)).isEqualTo(name);
    }

    @Test
    void longNamesAreCut() {
        assertThat(PackageName.isValid(StarterManifest.nameFor("con." + "x".repeat(300))))
                .isTrue();
    }

    @Test
    void aFolderThatNeverWasIsNotSaidToBeGone() {
        Desk desk = new Desk(root);

        assertThat(Desk.problem(() -> desk.publisher.init(Path.of("/proc/x"))).message())
                .isEqualTo(
                        "No manifest could be written into /proc/x (no folder can be made there); nothing was changed.");
    }
}
