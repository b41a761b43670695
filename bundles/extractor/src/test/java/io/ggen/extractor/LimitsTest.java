package io.ggen.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.extractor.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final Limits SMALL = new Limits(1_000, 10, 3, 30, 10, 100, 20, 4_000);

    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    private static RawTar files(int count) {
        RawTar tar = new RawTar();
        for (int i = 0; i < count; i++) {
            tar.file("f" + i, "");
        }
        return tar;
    }

    @Test
    void asManyBytesAsAllowedAreUnpackedAndOneMoreIsNot() throws Exception {
        byte[] most = new RawTar()
                .file("a", new byte[600])
                .file("b", new byte[400])
                .end()
                .gzip();
        assertThat(unpacking.unpack(most, SMALL).expanded()).isEqualTo(1_000);
        assertThat(unpacking.refusal(new RawTar().file("a", new byte[600]).file("b", new byte[401]), SMALL))
                .isEqualTo("'b' with 401 bytes follows files of 600 bytes, and at most 1000 are allowed");
    }

    @Test
    void asManyEntriesAsAllowedAreUnpackedAndOneMoreIsNot() throws Exception {
        Limits limits = Unpacking.limits(1_000, 10);
        assertThat(unpacking.unpack(files(10).end().gzip(), limits).entries()).hasSize(10);
        assertThat(unpacking.refusal(files(11), limits))
                .isEqualTo("'f10' is entry number 11 (folders that paths imply counted), and at most 10 are allowed");
    }

    @Test
    void foldersThatPathsImplyAreCounted() throws Exception {
        Limits limits = Unpacking.limits(1_000, 5);
        byte[] five = new RawTar().file("a/b/c/d", "").file("a/b/e", "").end().gzip();
        assertThat(unpacking.unpack(five, limits).entries()).hasSize(5);
        assertThat(unpacking.refusal(new RawTar().file("a/b/c/d", "").file("x/e", ""), limits))
                .startsWith("'x/e' is entry number 6");
    }

    @Test
    void aFolderListedAfterItWasImpliedIsCountedOnceAndARepetitionAgain() throws Exception {
        Limits limits = Unpacking.limits(1_000, 2);
        byte[] two =
                new RawTar().file("a/b", "").folder("a/").folder("./").end().gzip();
        assertThat(unpacking.unpack(two, limits).entries()).hasSize(2);
        assertThat(unpacking.refusal(new RawTar().folder("a").file("a/b", "").folder("a"), limits))
                .startsWith("'a' is entry number 3");
    }

    @Test
    void manyDeepPathsDoNotBecomeAMillionFolders() {
        RawTar tar = new RawTar();
        for (int i = 0; i < 400; i++) {
            tar.pax("path=" + ("d" + i + "/").repeat(60) + "f").file("f", "");
        }
        assertThat(unpacking.refusal(tar)).contains("is entry number 20001 ");
    }

    @Test
    void depthIsLimited() throws Exception {
        assertThat(unpacking
                        .unpack(
                                new RawTar()
                                        .file("1/2/3/f", "")
                                        .folder("a/b/c")
                                        .end()
                                        .gzip(),
                                SMALL)
                        .entries())
                .hasSize(7);
        assertThat(unpacking.refusal(new RawTar().file("1/2/3/4/f", ""), SMALL))
                .isEqualTo("'1/2/3/4/f' needs 4 folders inside each other, and at most 3 are allowed");
        assertThat(unpacking.refusal(new RawTar().folder("1/2/3/4"), SMALL))
                .isEqualTo("'1/2/3/4' needs 4 folders inside each other, and at most 3 are allowed");
    }

    @Test
    void pathsAreLimitedInBytes() throws Exception {
        String longest = "\u00fc\u00fc\u00fc\u00fc\u00fc/bbbbbbbbb/\u20ac\u20ac\u20ac";
        assertThat(unpacking
                        .unpack(new RawTar().file(longest, "").end().gzip(), SMALL)
                        .entries())
                .hasSize(3);
        assertThat(unpacking.refusal(new RawTar().file(longest + "x", ""), SMALL))
                .isEqualTo("'" + longest + "x' has a path of 31 bytes, and at most 30 are allowed");
        assertThat(unpacking.refusal(new RawTar().file("\ud83d\ude00\ud83d\ude00\ud83d\ude00", ""), SMALL))
                .isEqualTo("'\ud83d\ude00\ud83d\ude00\ud83d\ude00' has a part of 12 bytes, and at most 10 are allowed");
        assertThat(unpacking.refusal(
                        new RawTar().symlink("1/2/l", "../" + "aaaaaaaaa/".repeat(2) + "aaaaaaaaaa"), SMALL))
                .isEqualTo("'1/2/l' links to a path of 33 bytes, and at most 30 are allowed");
    }

    @Test
    void metadataIsLimitedForEachEntry() throws Exception {
        Limits limits = new Limits(1_000, 10, 3, 30, 10, 100, 1_000, 4_000);
        byte[] fine = new RawTar()
                .pax("comment=" + "x".repeat(80))
                .file("a", "")
                .pax("comment=" + "x".repeat(80))
                .file("b", "")
                .end()
                .gzip();
        assertThat(unpacking.unpack(fine, limits).entries()).hasSize(2);
        assertThat(unpacking.refusal(
                        new RawTar()
                                .pax("comment=" + "x".repeat(80))
                                .gnuLongName("012345678")
                                .file("a", ""),
                        limits))
                .isEqualTo("the headers of one entry have 102 bytes, and at most 100 are allowed");
    }

    @Test
    void aFileThatUnpacksTooWellIsRefusedByItsHeaderAlone() throws Exception {
        byte[] bomb =
                RawTar.gzip(new RawTar().file("zeros", new byte[20 << 20]).end().tar());
        assertThat(unpacking.refusal(bomb))
                .isEqualTo("'zeros' makes 20971520 bytes of an archive of " + bomb.length
                        + ", and at most 200 for each byte are allowed above 10485760");
        assertThat(unpacking.onDisk()).isEmpty();
        byte[] small =
                RawTar.gzip(new RawTar().file("zeros", new byte[9 << 20]).end().tar());
        assertThat(unpacking.unpack(small).expanded()).isEqualTo(9 << 20);
    }

    @Test
    void paddingThatUnpacksTooWellIsRefused() {
        byte[] bomb = RawTar.gzip(new RawTar().end().raw(new byte[20 << 20]).tar());
        assertThat(unpacking.refusal(bomb))
                .startsWith("its " + bomb.length + " bytes grow to more than 10")
                .endsWith(", and at most 200 for each byte are allowed above 10485760");
    }

    @Test
    void aStreamOfHeadersAloneIsLimited() throws Exception {
        Limits limits = new Limits(1_000, 10, 3, 30, 10, 100, 1_000_000, 4_000);
        RawTar tar = new RawTar();
        for (int i = 0; i < 4_000; i++) {
            tar.folder("./");
        }
        assertThat(unpacking.refusal(tar, limits))
                .isEqualTo(
                        "with all headers and padding it grows to more than 1131596 bytes, which are allowed for 1000"
                                + " bytes in 10 entries");
    }

    @Test
    void aContentThatIsClaimedAndMissingIsRefused() {
        RawTar tar = new RawTar()
                .entry(
                        '0',
                        new byte[] {'a'},
                        "",
                        new byte[0],
                        header -> RawTar.put(header, 124, RawTar.octal(9 << 20, 11)));
        assertThat(unpacking.refusal(tar.gzip())).isEqualTo("it ends in the middle of 'a'");
    }
}
