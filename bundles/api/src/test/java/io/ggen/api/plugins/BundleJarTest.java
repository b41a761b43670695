package io.ggen.api.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleJarTest {
    @TempDir
    Path folder;

    private BundleJar read(String manifest) throws IOException {
        Path jar = folder.resolve("x.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(("Manifest-Version: 1.0\n" + manifest).getBytes(StandardCharsets.UTF_8));
        }
        return BundleJar.read(jar, why -> Problem.of(why).asException());
    }

    @Test
    void nameAndVersionAreThoseOfTheManifest() throws IOException {
        assertThat(read("Bundle-SymbolicName: a.b;singleton:=true\nBundle-Version: 1.2.3.x\n"))
                .isEqualTo(new BundleJar("a.b", "1.2.3.x"));
        assertThat(read("Bundle-SymbolicName: a.very.lo\n ng.name\n"))
                .isEqualTo(new BundleJar("a.very.long.name", "0.0.0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bundle-Version: 1.0.0                    | is no bundle: its manifest has no Bundle-SymbolicName
            Bundle-SymbolicName: ;x:=y               | is no bundle: its manifest has no Bundle-SymbolicName
            Bundle-SymbolicName: a#Fragment-Host: b  | is a fragment, which would change another bundle and cannot be started
            no colon here                            | is no bundle: it cannot be read as a jar
            """)
    void whatNoFrameworkWouldStartIsRefusedWithTheReason(String manifest, String reason) {
        assertThatThrownBy(() -> read(manifest.replace('#', '\n') + "\n")).hasMessage(reason);
    }

    @Test
    void aFileThatIsNotThereIsNoJar() {
        assertThatThrownBy(() -> BundleJar.read(
                        folder.resolve("y.jar"), why -> Problem.of(why).asException()))
                .hasMessage("is no bundle: it cannot be read as a jar");
    }
}
