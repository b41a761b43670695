package io.ggen.shell.commands.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
    @TempDir
    Path folder;

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void home() {
        services.home = folder.resolve("home");
    }

    private Run deploy(String file) {
        return Run.in(Map.of("cwd", folder.toString()), services, "host", "deploy", file);
    }

    private void jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void aBundleIsCopiedWholeAndNothingIsLeftBeside() throws IOException {
        jar("mine.jar", Map.of("Bundle-SymbolicName", "org.mine;singleton:=true", "Bundle-Version", "1.2.3"));
        Run run = deploy("mine.jar");
        Path there = folder.resolve("home/deploy/mine.jar");
        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        "deployed org.mine 1.2.3 as " + there
                                + "; a running shell starts it within a second, else the next start does\n",
                        ""));
        assertThat(there).hasSameBinaryContentAs(folder.resolve("mine.jar"));
        try (Stream<Path> all = Files.walk(folder.resolve("home"))) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(there);
        }
    }

    @Test
    void theSameFileNameReplaces() throws IOException {
        jar("mine.jar", Map.of("Bundle-SymbolicName", "org.mine"));
        deploy("mine.jar");
        jar("mine.jar", Map.of("Bundle-SymbolicName", "org.mine", "Bundle-Version", "2.0.0"));
        assertThat(deploy("mine.jar").out()).startsWith("deployed org.mine 2.0.0 ");
        assertThat(folder.resolve("home/deploy/mine.jar")).hasSameBinaryContentAs(folder.resolve("mine.jar"));
    }

    @Test
    void whatIsNoBundleIsRefusedAndNothingIsWritten() throws IOException {
        jar("plain.jar", Map.of());
        jar("fragment.jar", Map.of("Bundle-SymbolicName", "f", "Fragment-Host", "h"));
        Files.writeString(folder.resolve("text.jar"), "no zip");
        Files.createDirectory(folder.resolve("dir.jar"));
        assertThat(deploy("plain.jar").err())
                .isEqualTo("error: " + folder.resolve("plain.jar")
                        + " was not deployed: its manifest has no Bundle-SymbolicName, so it is not a bundle; nothing was"
                        + " changed\n");
        assertThat(deploy("fragment.jar").err()).contains("it is a fragment");
        assertThat(deploy("text.jar").err()).contains("it cannot be read as a jar (ZipException");
        assertThat(deploy("dir.jar").err()).contains("it is a folder");
        assertThat(deploy("gone.jar").err()).contains("there is no such file");
        assertThat(deploy("gone.jar").status()).isEqualTo(1);
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aDeployFolderThatCannotBeWrittenIsOneSentence() throws IOException {
        jar("mine.jar", Map.of("Bundle-SymbolicName", "org.mine"));
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/deploy"), "a file");
        Run run = deploy("mine.jar");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error: mine.jar could not be copied to ")
                .endsWith("; what was deployed before is unchanged\n");
    }
}
