package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.publishing.Publishing.Imported;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of kind bundle whose code no host would run are refused before anybody could install them. */
class CodeCheckTest {
    @TempDir
    Path root;

    private Desk desk;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(root);
        folder = Files.createDirectories(root.resolve("p"));
    }

    private void manifest(String... bundles) throws IOException {
        desk.file(
                "p/package.json",
                "{\"name\": \"p\", \"version\": \"1.0.0\", \"kind\": \"bundle\", \"bundles\": [\""
                        + String.join("\", \"", bundles) + "\"]}");
    }

    private static void jar(Path file, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        for (int i = 0; i < headers.length; i += 2) {
            manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private Problem refusal() throws IOException {
        Problem problem = Desk.problem(() -> desk.publisher.publish(folder, null, false));
        assertThat(problem.message()).endsWith("; nothing was published.");
        assertThat(desk.registry.releases).isEmpty();
        assertThat(desk.home.outbox()).doesNotExist();
        assertThat(desk.leftovers()).isEmpty();
        return problem;
    }

    private void refused(String sentence, String... next) throws IOException {
        Problem problem = refusal();
        assertThat(problem.message()).isEqualTo(sentence + "; nothing was published.");
        assertThat(problem.next()).containsExactly(next);
    }

    private String named() {
        return "'bundles' in " + folder + "/package.json names ";
    }

    @Test
    void bundlesThatAHostWouldTakeArePublished() throws IOException {
        manifest("lib/a.jar", "b.jar");
        jar(folder.resolve("lib/a.jar"), "Bundle-SymbolicName", "a;singleton:=true");
        jar(folder.resolve("b.jar"), "Bundle-SymbolicName", "b", "Bundle-Version", "1.0.0");

        desk.publish(folder, null);

        assertThat(desk.registry.releases).hasSize(1);
    }

    @Test
    void aJarThatIsNotThereIsRefused() throws IOException {
        manifest("lib/x.jar");

        refused(named() + "'lib/x.jar', which is not among its files", "find " + folder + " -name '*.jar'");
    }

    @Test
    void aJarThatIsLeftOutIsRefused() throws IOException {
        manifest("target/x.jar");
        Path jar = folder.resolve("target/x.jar");
        jar(jar, "Bundle-SymbolicName", "x");

        refused(
                named()
                        + "'target/x.jar', which is not among its files: its folder's name or .ggenignore leaves it out",
                "cp " + jar + " " + folder);
    }

    @Test
    void aPathThatLeavesTheFolderIsRefused() throws IOException {
        jar(root.resolve("x.jar"), "Bundle-SymbolicName", "x");

        manifest("../x.jar");
        refused(
                named() + "'../x.jar', which is no path inside the folder",
                "cp " + root.resolve("x.jar") + " " + folder);
        manifest("lib/../../x.jar");
        refused(
                named() + "'lib/../../x.jar', which is no path inside the folder",
                "cp " + root.resolve("x.jar") + " " + folder);
        manifest("/nowhere/x.jar");
        refused(named() + "'/nowhere/x.jar', which is no path inside the folder");
        manifest("");
        refused(named() + "'', which is no path inside the folder");
        manifest("x\\u0000.jar");
        refused(named() + "'x?.jar', which is no path");
    }

    @Test
    void aPathWithDotsInItIsRefused() throws IOException {
        manifest("./lib/x.jar");
        jar(folder.resolve("lib/x.jar"), "Bundle-SymbolicName", "x");

        refused(named() + "'./lib/x.jar', which has to be written as 'lib/x.jar'");
    }

    @Test
    void aLinkToAJarIsRefused() throws IOException {
        manifest("x.jar");
        jar(folder.resolve("real.jar"), "Bundle-SymbolicName", "x");
        Files.createSymbolicLink(folder.resolve("x.jar"), Path.of("real.jar"));

        refused(named() + "'x.jar', which is a link, and hosts take files only", "ls -l " + folder.resolve("x.jar"));
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        manifest("x.jar");
        Path jar = Files.writeString(folder.resolve("x.jar"), "this is no jar");

        refused(jar + " is no bundle: it cannot be read as a jar", "unzip -p " + jar + " META-INF/MANIFEST.MF");
        Files.write(jar, new byte[0]);
        refused(jar + " is no bundle: it cannot be read as a jar", "unzip -p " + jar + " META-INF/MANIFEST.MF");
    }

    @Test
    void aZipWithoutAManifestIsRefused() throws IOException {
        manifest("x.jar");
        Path jar = folder.resolve("x.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("readme"));
        }

        assertThat(refusal().message()).startsWith(jar + " is no bundle: it has no META-INF/MANIFEST.MF");
    }

    @Test
    void aJarWithoutASymbolicNameIsRefused() throws IOException {
        manifest("good.jar", "x.jar");
        jar(folder.resolve("good.jar"), "Bundle-SymbolicName", "good");
        Path jar = folder.resolve("x.jar");
        jar(jar, "Bundle-Version", "1.0.0");

        refused(
                jar + " is no bundle: its manifest has no Bundle-SymbolicName",
                "unzip -p " + jar + " META-INF/MANIFEST.MF");
        jar(jar, "Bundle-SymbolicName", " ;singleton:=true");
        assertThat(refusal().message()).contains("its manifest has no Bundle-SymbolicName");
    }

    @Test
    void aFragmentIsRefused() throws IOException {
        manifest("x.jar");
        jar(folder.resolve("x.jar"), "Bundle-SymbolicName", "x", "Fragment-Host", "y");

        assertThat(refusal().message()).contains("x.jar is a fragment, which would change another bundle");
    }

    @Test
    void aManifestThatGrowsWithoutEndIsRefused() throws IOException {
        manifest("x.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("x.jar")))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            byte[] lines = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(lines);
            }
        }

        assertThat(refusal().message()).contains("its manifest has more than 1048576 bytes");
    }

    @Test
    void moreBundlesThanAHostTakesAreRefused() throws IOException {
        String[] names = new String[33];
        for (int i = 0; i < names.length; i++) {
            names[i] = i + ".jar";
            jar(folder.resolve(names[i]), "Bundle-SymbolicName", "x" + i);
        }
        manifest(names);

        refused(named() + "33 jars, and a host takes 32 of a package");
    }

    @Test
    void besideAManifestOfTheOriginalOnlyTheOneJarCanBeNamed() throws IOException {
        jar(folder.resolve("x.jar"), "Bundle-SymbolicName", "x");
        jar(folder.resolve("y.jar"), "Bundle-SymbolicName", "y");
        desk.toml("p", "[package]\nname = \"p\"\nversion = \"1.0.0\"\nkind = \"bundle\"\nbundles = [\"x.jar\"]\n");

        assertThat(refusal().message()).contains("a host runs the only jar that lies beside it");
        Files.delete(folder.resolve("y.jar"));
        desk.publish(folder, null);
        assertThat(desk.registry.releases).hasSize(1);
    }

    @Test
    void packingRehearsingAndImportingRefuseTheSame() throws IOException {
        manifest("x.jar");
        Files.writeString(folder.resolve("x.jar"), "this is no jar");

        assertThat(Desk.problem(() -> desk.publisher.pack(folder, root.resolve("out")))
                        .message())
                .contains("x.jar is no bundle", "; nothing was packed.");
        assertThat(Desk.problem(() -> desk.publisher.publish(folder, null, true))
                        .message())
                .contains("x.jar is no bundle");
        Imported imported = desk.publisher.importAll(List.of(folder), Progress.NONE);
        assertThat(imported.published()).isEmpty();
        assertThat(imported.refused()).singleElement().asString().contains("x.jar is no bundle");
    }

    @Test
    void filesThatAreNoCodeAreNotLookedInto() throws IOException {
        desk.file("p/package.json", "{\"name\": \"p\", \"version\": \"1.0.0\", \"bundles\": [\"x.jar\"]}");
        Files.writeString(folder.resolve("x.jar"), "this is no jar");

        desk.publish(folder, null);

        assertThat(desk.registry.releases).hasSize(1);
    }
}
