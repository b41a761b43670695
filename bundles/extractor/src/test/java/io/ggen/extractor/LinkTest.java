package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ggen.api.extractor.Tree;
import io.ggen.api.extractor.Tree.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "..", "../../x", "/etc/passwd", "//x", "", "./../x", "../", ".//x"})
    void aSymbolicLinkThatLeavesThePackageIsRefused(String target) {
        assertThat(unpacking.refusal(new RawTar().symlink("l", target)))
                .containsAnyOf("which is not inside the package", "is an absolute path");
    }

    @Test
    void aSymbolicLinkMayGoUpAsFarAsThePackage() throws Exception {
        byte[] archive = new RawTar()
                .symlink("a/b/up", "../..")
                .symlink("a/b/file", "../../f")
                .symlink("a/self", "./b/")
                .symlink("here", ".")
                .file("f", "x")
                .end()
                .gzip();
        assertThat(unpacking.unpack(archive).entries())
                .extracting(Tree.Entry::path, Tree.Entry::kind, Tree.Entry::link)
                .contains(tuple("a/b/up", Kind.LINK, "../.."), tuple("a/self", Kind.LINK, "b"));
        assertThat(unpacking.onDisk())
                .containsExactly(
                        "a/", "a/b/", "a/b/file -> ../../f", "a/b/up -> ../..", "a/self -> b", "f", "here -> .");
        assertThat(unpacking.folder().resolve("a/b/file")).hasContent("x");
        assertThat(unpacking.refusal(new RawTar().symlink("a/b/l", "../../../x")))
                .isEqualTo("'a/b/l' links to '../../../x', which is not inside the package");
    }

    @Test
    void aSymbolicLinkThatGoesUpBehindANameIsRefused() {
        assertThat(unpacking.refusal(new RawTar().symlink("a/b/l", "../..").symlink("x", "a/b/l/../secret")))
                .isEqualTo("'x -> a/b/l/../secret' contains '..'");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\b,contains a backslash",
        "C:x,contains a drive letter",
        "a/nul,contains the name of a device on Windows",
        "a//b,has an empty part",
        "b.,has a part that ends in a dot or a space"
    })
    void theTargetOfALinkKeepsTheRulesOfNames(String target, String how) {
        assertThat(unpacking.refusal(new RawTar().symlink("l", target))).isEqualTo("'l -> " + target + "' " + how);
    }

    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        assertThat(unpacking.refusal(new RawTar().folder("d").symlink("l", "d").file("l/x", "1")))
                .isEqualTo("'l/x' needs a folder where 'l' is a link");
        assertThat(unpacking.refusal(new RawTar().folder("d").symlink("l", "d").folder("l/")))
                .isEqualTo("'l' is both a link and a folder");
        assertThat(unpacking.refusal(
                        new RawTar().file("f", "1").symlink("l", "f").file("l", "2")))
                .isEqualTo("'l' is both a link and a file");
        assertThat(unpacking.onDisk()).as("links are made last").containsExactly("f");
    }

    @Test
    void aHardLinkBecomesACopyThatCounts() throws Exception {
        byte[] archive = new RawTar()
                .entry('0', "a".getBytes(UTF_8), "", new byte[10], header -> header[104] = '7')
                .hardLink("d/b", "./a")
                .end()
                .gzip();
        Tree tree = unpacking.unpack(archive, Unpacking.limits(20, 3));
        assertThat(tree.entries())
                .extracting(Tree.Entry::path, Tree.Entry::kind, Tree.Entry::executable, Tree.Entry::size)
                .containsExactly(
                        tuple("a", Kind.FILE, true, 10L),
                        tuple("d", Kind.FOLDER, false, 0L),
                        tuple("d/b", Kind.FILE, true, 10L));
        assertThat(tree.entries().get(0).digest())
                .isEqualTo(tree.entries().get(2).digest());
        Path copy = unpacking.folder().resolve("d/b");
        assertThat(Files.isExecutable(copy)).isTrue();
        Files.write(copy, new byte[] {1});
        assertThat(unpacking.folder().resolve("a")).hasBinaryContent(new byte[10]);
        assertThat(unpacking.refusal(archive, Unpacking.limits(19, 3)))
                .isEqualTo("'d/b' with 10 bytes follows files of 10 bytes, and at most 19 are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"later", "b", "missing", "l", "d", "A"})
    void aHardLinkToAnythingButAnEarlierFileIsRefused(String target) {
        RawTar tar = new RawTar()
                .file("a", "")
                .folder("d")
                .symlink("l", "a")
                .hardLink("b", target)
                .file("later", "");
        assertThat(unpacking.refusal(tar))
                .isEqualTo("'b' is a hard link to '" + target + "', which is not a file before it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outer", "a/../../b"})
    void aHardLinkThatLeavesThePackageIsRefused(String target) {
        assertThat(unpacking.refusal(new RawTar().hardLink("b", target)))
                .containsAnyOf("is an absolute path", "contains '..'");
    }
}
