package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ggen.api.Digest;
import io.ggen.api.publishing.Publishing.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {
    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(root);
    }

    private Packed pack(Path folder) {
        return desk.publisher.pack(folder, root.resolve("out"));
    }

    @Test
    void theArchiveIsNamedAndDescribedAsItIs() throws IOException {
        Path folder = desk.file("p/package.json", "{\"name\": \"acme/p\", \"version\": \"1.0.0+b\"}");
        desk.file("p/a.txt", "12345");
        Packed packed = pack(folder);
        byte[] bytes = Files.readAllBytes(packed.archive());

        assertThat(packed.archive()).isEqualTo(root.resolve("out/acme-p-1.0.0+b.tar.gz"));
        assertThat(packed.digest()).isEqualTo(Digest.sha256Of(bytes));
        assertThat(packed.size()).isEqualTo(bytes.length);
        assertThat(packed.files()).containsExactly("a.txt", "package.json");
        assertThat(packed.expanded()).isEqualTo(5 + Files.size(folder.resolve("package.json")));
        assertThat(root.resolve("out").toFile().list()).hasSize(1);
    }

    /** Java cannot name such files where the locale is not UTF-8; {@link #namesDoNotDependOnTheLocale} runs anywhere. */
    private static void assumeForeignNames() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale of this machine is not UTF-8");
    }

    @Test
    void namesDoNotDependOnTheLocale() throws Exception {
        Path folder = desk.folder("p", "1.0.0");
        Desk.shell(
                folder,
                "mkdir \"$(printf 'caf\\xc3\\xa9')\"; echo hi >\"$(printf 'caf\\xc3\\xa9/\\xe6\\x97\\xa5')\";"
                        + "ln -s \"$(printf 'caf\\xc3\\xa9/\\xe6\\x97\\xa5')\" link; ln -s \"$(printf 'caf\\xc3\\xa9')\" folder");
        Packed packed = pack(folder);
        byte[] bytes = Files.readAllBytes(packed.archive());

        assertThat(packed.files()).containsExactly("caf\u00e9/\u65e5", "folder", "link", "package.json");
        assertThat(Desk.content(bytes, "caf\u00e9/\u65e5")).isEqualTo("hi\n");
        assertThat(Desk.entry(bytes, "link").getLinkName()).isEqualTo("caf\u00e9/\u65e5");
        assertThat(Desk.entry(bytes, "folder").getLinkName()).isEqualTo("caf\u00e9");
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        assumeForeignNames();
        long seed = 20261122;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(List.of("z", "a/b", "a.b", "a-b", "Y", "a/0", ".dot/x", "é", "ü/𝒳"));
        List<Digest> digests = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            Path base = root.resolve("round" + round + "/p");
            Collections.shuffle(names, random);
            for (String name : names) {
                Path file = base.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name);
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(round % 2 == 0 ? "rw-------" : "rw-rw-rw-"));
                Files.setLastModifiedTime(file, FileTime.fromMillis(random.nextLong(1L << 40)));
            }
            Files.writeString(base.resolve("package.json"), "{\"name\": \"p\", \"version\": \"1.0.0\"}");
            digests.add(desk.publisher.pack(base, root.resolve("out" + round)).digest());
        }

        assertThat(digests).hasSize(4).containsOnly(digests.get(0));
    }

    @Test
    void headersTellNothingOfTheMachine() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        Path run = folder.resolve("run.sh");
        Files.writeString(run, "#!/bin/sh\n");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-----"));
        byte[] bytes = Files.readAllBytes(pack(folder).archive());

        assertThat(new byte[] {bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]})
                .containsOnly(0);
        for (TarArchiveEntry entry : Desk.entries(bytes).values()) {
            assertThat(entry.getLastModifiedTime().toMillis()).isZero();
            assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
            assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
            assertThat(entry.getMode()).isEqualTo(entry.getName().equals("run.sh") ? 0755 : 0644);
        }
    }

    @Test
    void everyRegularFileIsPackedButWhatIsNoPartOfAPackage() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        for (String path : List.of(
                ".hidden/file",
                ".git/config",
                "sub/.git",
                "target/classes/A.class",
                "sub/node_modules/x.js",
                "docs/target",
                "p-0.9.0.tar.gz",
                "out/p-1.0.0.tar.gz",
                "p-extra.tar.gz",
                "notes.log")) {
            desk.file("p/" + path, path);
        }
        desk.file("p/.ggenignore", "*.log\n");
        Files.createDirectories(folder.resolve("empty/inside"));

        assertThat(pack(folder).files())
                .containsExactly(".ggenignore", ".hidden/file", "docs/target", "p-extra.tar.gz", "package.json");
    }

    @Test
    void packingIntoTheFolderItselfChangesNothing() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        Digest first = desk.publisher.pack(folder, folder).digest();

        assertThat(desk.publisher.pack(folder, folder).digest()).isEqualTo(first);
        assertThat(pack(folder).digest()).isEqualTo(first);
    }

    @Test
    void aFolderOfTheOriginalIsPackedAsItIs() throws IOException {
        Path folder = desk.toml("p", "[package]\nname = \"p\"\nversion = \"1.0.0\"\n");
        desk.file("p/package.json", "{\"name\": \"npm-thing\"}");

        assertThat(pack(folder).files()).containsExactly("package.json", "package.toml");
    }

    @Test
    void longAndForeignNamesSurvive() throws IOException {
        assumeForeignNames();
        String deep = "a-folder-with-a-name/".repeat(20) + "file";
        String foreign = "größe/日本語.txt";
        Path folder = desk.folder("p", "1.0.0");
        desk.file("p/" + deep, "deep");
        desk.file("p/" + foreign, "foreign");
        desk.file("p/" + "x".repeat(100), "fits");
        Files.createSymbolicLink(folder.resolve("link"), Path.of(deep));
        byte[] bytes = Files.readAllBytes(pack(folder).archive());

        assertThat(Desk.entries(bytes)).containsKeys(deep, foreign, "link", "x".repeat(100));
        assertThat(Desk.entry(bytes, "link").getLinkName()).isEqualTo(deep);
        assertThat(Desk.content(bytes, foreign)).isEqualTo("foreign");
    }

    @Test
    void theSystemsTarTakesTheArchive() throws Exception {
        assumeForeignNames();
        Path folder = desk.folder("p", "1.0.0");
        desk.file("p/" + "long/".repeat(40) + "é", "content");
        Files.createSymbolicLink(folder.resolve("long/link"), Path.of("../package.json"));
        Path into = Files.createDirectory(root.resolve("unpacked"));
        Process tar = new ProcessBuilder("tar", "xzf", pack(folder).archive().toString(), "-C", into.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tar.waitFor()).as(said).isZero();
        assertThat(into.resolve("long/".repeat(40) + "é")).hasContent("content");
        assertThat(into.resolve("long/link")).isSymbolicLink().hasSameBinaryContentAs(folder.resolve("package.json"));
    }

    @Test
    void aLinkInsideIsKeptAsALink() throws IOException {
        Path folder = desk.folder("p", "1.0.0");
        desk.file("p/sub/deep/file", "");
        Files.createSymbolicLink(folder.resolve("sub/up"), Path.of("../package.json"));
        Files.createSymbolicLink(folder.resolve("sub/deep/here"), Path.of("./file"));
        Files.createSymbolicLink(folder.resolve("folder"), Path.of("sub/deep"));
        byte[] bytes = Files.readAllBytes(pack(folder).archive());

        assertThat(Desk.entry(bytes, "sub/up").getLinkName()).isEqualTo("../package.json");
        assertThat(Desk.entry(bytes, "folder").isSymbolicLink()).isTrue();
        assertThat(Desk.entries(bytes)).doesNotContainKey("folder/file");
    }
}
