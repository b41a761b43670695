package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.extractor.Tree;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedHeaderTest {
    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    @Test
    void longNamesInBothFormsAreRead() throws Exception {
        String name = "d/" + "n".repeat(120) + "/" + "\u00fc".repeat(100);
        byte[] archive = new RawTar()
                .pax("mtime=1.5", "path=" + name + "1", "SCHILY.xattr.user.x=\u0001")
                .file("short1", "1")
                .gnuLongName(name + "2")
                .file("short2", "22")
                .gnuLongLink(name + "1")
                .gnuLongName(name + "3")
                .hardLink("short3", "short")
                .pax("linkpath=" + "t".repeat(150))
                .symlink("link", "t")
                .end()
                .gzip();
        assertThat(unpacking.unpack(archive).entries())
                .extracting(Tree.Entry::path)
                .containsExactly("d", "d/" + "n".repeat(120), name + "1", name + "2", name + "3", "link");
        assertThat(unpacking.folder().resolve(name + "2")).hasContent("22");
        assertThat(unpacking.onDisk()).contains("link -> " + "t".repeat(150));
    }

    @Test
    void aGlobalHeaderThatSaysNothingOfPathsIsPassedOver() throws Exception {
        byte[] archive = new RawTar()
                .globalPax("comment=4b825dc642cb6eb9a060e54bf8d69288fbee4904")
                .file("a", "1")
                .end()
                .gzip();
        assertThat(unpacking.unpack(archive).entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "linkpath", "size"})
    void aGlobalHeaderThatMovesEntriesIsRefused(String key) {
        assertThat(unpacking.refusal(new RawTar().globalPax(key + "=1").file("a", "1")))
                .isEqualTo("a global header sets the " + key + " of all entries");
    }

    @Test
    void aSizeThatContradictsTheHeaderIsRefused() throws Exception {
        byte[] hidden = new RawTar().file("hidden", "x").tar();
        assertThat(unpacking.refusal(new RawTar().pax("size=0").file("a", hidden)))
                .isEqualTo("'a' has two sizes, 1024 and 0");
        assertThat(unpacking.refusal(new RawTar().pax("size=1024").file("a", "").raw(hidden)))
                .isEqualTo("'a' has two sizes, 0 and 1024");
        byte[] same = new RawTar().pax("size=2").file("a", "xx").end().gzip();
        assertThat(unpacking.unpack(same).expanded()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsThereTwiceIsRefused() {
        assertThat(unpacking.refusal(new RawTar().pax("path=a", "path=../b").file("x", "")))
                .isEqualTo("an extended header says 'path' twice");
        assertThat(unpacking.refusal(new RawTar().pax("size=1", "size=2").file("x", "1")))
                .isEqualTo("an extended header says 'size' twice");
    }

    @Test
    void twoNamesOfOneEntryAreRefused() {
        assertThat(unpacking.refusal(new RawTar().gnuLongName("a").pax("path=b").file("x", "")))
                .isEqualTo("an entry has two paths");
        assertThat(unpacking.refusal(
                        new RawTar().gnuLongName("a").gnuLongName("b").file("x", "")))
                .isEqualTo("an entry has two paths");
        assertThat(unpacking.refusal(
                        new RawTar().pax("linkpath=a").gnuLongLink("b").symlink("x", "c")))
                .isEqualTo("an entry has two links");
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "linkpath", "size"})
    void anEmptyValueIsRefused(String key) {
        assertThat(unpacking.refusal(new RawTar().pax(key + "=").file("x", "")))
                .isEqualTo("an extended header takes the " + key + " of an entry away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GNU.sparse.major=1", "GNU.sparse.realsize=99", "SCHILY.realsize=99"})
    void aSparseFileIsRefused(String record) {
        assertThat(unpacking.refusal(new RawTar().pax(record).file("x", "")))
                .isEqualTo("it holds a sparse file, which packages cannot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "x",
                "0 a=b\n",
                "06 a=b\n",
                "-6 a=b\n",
                "6 a=b\n9",
                "7 a=b\n",
                "6 a=bc",
                "6  a=b\n",
                "4 =\n",
                "5 ab\n",
                "99999999999 a=b\n",
                "4294967302 a=b\n",
                "3 \n",
                "6 a=b\n\0\0",
                "2 a=b\n",
                "11 size=-1\n",
                "11 size=0x\n",
                "27 size=99999999999999999999\n"
            })
    void aMalformedHeaderIsRefused(String content) throws Exception {
        byte[] archive = new RawTar()
                .entry('x', "p", "", content.getBytes(UTF_8))
                .file("x", "")
                .end()
                .gzip();
        if (content.isEmpty()) {
            assertThat(unpacking.unpack(archive).entries()).hasSize(1);
        } else {
            assertThat(unpacking.refusal(archive)).isEqualTo("an extended header is malformed");
        }
    }

    @Test
    void aChainOfHeadersIsRefusedAtItsSecond() {
        RawTar tar = new RawTar();
        for (int i = 0; i < 30_000; i++) {
            tar.pax("comment=" + i);
        }
        assertThat(unpacking.refusal(tar.file("x", ""))).isEqualTo("an entry has two extended headers");
    }

    @Test
    void aChainOfGlobalHeadersIsReadWithoutDepth() throws Exception {
        RawTar tar = new RawTar();
        for (int i = 0; i < 30_000; i++) {
            tar.globalPax("comment=" + i);
        }
        assertThat(unpacking.unpack(tar.file("x", "").end().gzip()).entries()).hasSize(1);
        RawTar longer = new RawTar();
        for (int i = 0; i < 60_000; i++) {
            longer.globalPax("comment=" + "x".repeat(20));
        }
        assertThat(unpacking.refusal(longer.file("x", "")))
                .isEqualTo("the headers of one entry have 1048608 bytes, and at most 1048576 are allowed");
    }

    @Test
    void aGlobalHeaderBetweenAHeaderAndItsEntryIsRefused() {
        assertThat(unpacking.refusal(
                        new RawTar().pax("path=a").globalPax("comment=x").file("x", "")))
                .isEqualTo("a global header stands between an extended header and its entry");
    }

    @Test
    void aHeaderWithoutItsEntryIsRefused() {
        assertThat(unpacking.refusal(new RawTar().file("a", "").pax("path=b")))
                .isEqualTo("it ends with an extended header that belongs to no entry");
        assertThat(unpacking.refusal(new RawTar().gnuLongName("b")))
                .isEqualTo("it ends with an extended header that belongs to no entry");
    }

    @Test
    void aHugeHeaderIsRefusedBeforeItIsRead() {
        RawTar tar = new RawTar()
                .entry(
                        'x',
                        "p".getBytes(UTF_8),
                        "",
                        new byte[0],
                        header -> RawTar.put(header, 124, RawTar.octal(4L << 30, 11)));
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(unpacking.refusal(tar))
                        .isEqualTo("the headers of one entry have 4294967296 bytes, and at most 1048576 are allowed"));
    }
}
