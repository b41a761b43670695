package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ggen.api.Digest;
import io.ggen.api.extractor.Tree;
import io.ggen.api.extractor.Tree.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidArchiveTest {
    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void filesAndFoldersComeOutAsTheyWentIn() throws Exception {
        byte[] archive = new RawTar()
                .folder("./")
                .file("./b/README.md", "hello")
                .entry('0', "run.sh".getBytes(UTF_8), "", "#!".getBytes(UTF_8), header -> header[104] = '7')
                .folder("empty/")
                .file("b/nothing", "")
                .end()
                .gzip();
        Tree tree = unpacking.unpack(archive);
        assertThat(tree.entries())
                .containsExactly(
                        new Tree.Entry("b", Kind.FOLDER, false, 0, null, null),
                        new Tree.Entry(
                                "b/README.md", Kind.FILE, false, 5, Digest.sha256Of("hello".getBytes(UTF_8)), null),
                        new Tree.Entry("b/nothing", Kind.FILE, false, 0, Digest.sha256Of(new byte[0]), null),
                        new Tree.Entry("empty", Kind.FOLDER, false, 0, null, null),
                        new Tree.Entry("run.sh", Kind.FILE, true, 2, Digest.sha256Of("#!".getBytes(UTF_8)), null));
        assertThat(unpacking.onDisk()).containsExactly("b/", "b/README.md", "b/nothing", "empty/", "run.sh");
        assertThat(unpacking.folder().resolve("b/README.md")).hasContent("hello");
        assertThat(Files.isExecutable(unpacking.folder().resolve("run.sh"))).isTrue();
        assertThat(Files.isExecutable(unpacking.folder().resolve("b/README.md")))
                .isFalse();
    }

    @Test
    void setuidAndWorldWritableBitsAreDropped() throws Exception {
        byte[] archive = new RawTar()
                .entry(
                        '0',
                        "s".getBytes(UTF_8),
                        "",
                        noise(9),
                        header -> RawTar.put(header, 100, "0006777".getBytes(UTF_8)))
                .entry(
                        '0',
                        "t".getBytes(UTF_8),
                        "",
                        noise(9),
                        header -> RawTar.put(header, 100, "0007066".getBytes(UTF_8)))
                .end()
                .gzip();
        unpacking.unpack(archive);
        assertThat((Integer) Files.getAttribute(unpacking.folder().resolve("s"), "unix:mode") & 06000)
                .isZero();
        assertThat(Files.getPosixFilePermissions(unpacking.folder().resolve("s")))
                .isSubsetOf(PosixFilePermissions.fromString("rwxr-xr-x"))
                .contains(PosixFilePermission.OWNER_EXECUTE);
        assertThat(Files.getPosixFilePermissions(unpacking.folder().resolve("t")))
                .doesNotContain(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OTHERS_WRITE);
    }

    @Test
    void anEmptyArchiveIsAnEmptyTree() throws Exception {
        assertThat(unpacking.unpack(new RawTar().end().gzip()).entries()).isEmpty();
        assertThat(unpacking.unpack(new RawTar().folder("./").end().gzip()).entries())
                .isEmpty();
        assertThat(unpacking.onDisk()).isEmpty();
    }

    @Test
    void filesAroundTheSizeOfTheBuffersComeOutWhole() throws Exception {
        RawTar tar = new RawTar();
        List<byte[]> contents = new ArrayList<>();
        for (int size : new int[] {1, 511, 512, 513, 65_536, 262_143, 262_144, 262_145, 524_288, 3_000_001, 7}) {
            contents.add(noise(size));
            tar.file("f" + contents.size(), noise(size));
        }
        Tree tree = unpacking.unpack(tar.end().gzip());
        for (int i = 0; i < contents.size(); i++) {
            String name = "f" + (i + 1);
            assertThat(unpacking.folder().resolve(name)).hasBinaryContent(contents.get(i));
            assertThat(tree.entries())
                    .filteredOn(entry -> entry.path().equals(name))
                    .singleElement()
                    .extracting(Tree.Entry::digest)
                    .isEqualTo(Digest.sha256Of(contents.get(i)));
        }
    }

    @Test
    void oldHeadersAreRead() throws Exception {
        byte[] none = new byte[8];
        byte[] archive = new RawTar()
                .entry('\0', "d/".getBytes(UTF_8), "", new byte[0], header -> RawTar.put(header, 257, none))
                .entry('\0', "d/f".getBytes(UTF_8), "", new byte[2], header -> RawTar.put(header, 257, none))
                .end()
                .gzip();
        unpacking.unpack(archive);
        assertThat(unpacking.onDisk()).containsExactly("d/", "d/f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "ustar", "pax", "oldgnu", "v7"})
    void whatGnuTarPacksComesOut(String format) throws Exception {
        Path source = Files.createDirectories(temp.resolve("source"));
        boolean longNames = !format.equals("v7");
        String deep = "folder/" + (longNames ? "long-name-".repeat(9) + "/" + "x".repeat(90) : "sub/x");
        Files.createDirectories(source.resolve(deep).getParent());
        Files.write(source.resolve(deep), noise(700_000));
        Files.writeString(source.resolve("\u00fcn\u00efcode \u65e5\u672c"), "u");
        Files.writeString(source.resolve("run"), "#!");
        Files.setPosixFilePermissions(source.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(source.resolve("folder/link"), Path.of("../run"));
        Files.createLink(source.resolve("same"), source.resolve("run"));
        Path archive = temp.resolve("made.tar.gz");
        assumeThat(gnuTar("--format=" + format, "-czf", archive.toString(), "-C", source.toString(), "."))
                .as("tar is installed")
                .isTrue();
        Tree tree = unpacking.unpack(Files.readAllBytes(archive));
        assertThat(tree.entries())
                .extracting(Tree.Entry::path, Tree.Entry::kind, Tree.Entry::executable)
                .contains(
                        Tuple.tuple(deep, Kind.FILE, false),
                        Tuple.tuple("folder/link", Kind.LINK, false),
                        Tuple.tuple("run", Kind.FILE, true),
                        Tuple.tuple("same", Kind.FILE, true),
                        Tuple.tuple("\u00fcn\u00efcode \u65e5\u672c", Kind.FILE, false));
        assertThat(unpacking.folder().resolve(deep)).hasBinaryContent(noise(700_000));
        assertThat(unpacking.folder().resolve("folder/link")).hasContent("#!");
    }

    private static boolean gnuTar(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void whatCommonsCompressPacksComesOut(int longFiles) throws Exception {
        String name = "a/" + "long-".repeat(40) + "/" + "\u00e4".repeat(60);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(longFiles);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            tar.putArchiveEntry(new TarArchiveEntry("a/"));
            tar.closeArchiveEntry();
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(300_000);
            entry.setUserId(5_000_000_000L);
            tar.putArchiveEntry(entry);
            tar.write(noise(300_000));
            tar.closeArchiveEntry();
        }
        unpacking.unpack(RawTar.gzip(bytes.toByteArray()));
        assertThat(unpacking.folder().resolve(name)).hasBinaryContent(noise(300_000));
    }
}
