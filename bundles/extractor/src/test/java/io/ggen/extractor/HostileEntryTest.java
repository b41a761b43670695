package io.ggen.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileEntryTest {
    private static final byte[] NOTHING = {};

    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    private String refusalOf(Consumer<byte[]> headerChange) {
        return unpacking.refusal(new RawTar().entry('0', "a".getBytes(UTF_8), "", NOTHING, headerChange));
    }

    @Test
    void aFileThatIsThereTwiceIsRefused() {
        assertThat(unpacking.refusal(new RawTar().file("a", "1").file("./a", "2")))
                .isEqualTo("'a' is there twice");
    }

    @Test
    void aFileWhereAFolderIsNeededIsRefused() {
        assertThat(unpacking.refusal(new RawTar().file("a", "1").file("a/b", "2")))
                .isEqualTo("'a/b' needs a folder where 'a' is a file");
        assertThat(unpacking.refusal(new RawTar().file("a", "1").folder("a/")))
                .isEqualTo("'a' is both a file and a folder");
    }

    @Test
    void aFolderWhereAFileIsNeededIsRefused() {
        assertThat(unpacking.refusal(new RawTar().folder("a/").file("a", "2")))
                .isEqualTo("'a' is both a folder and a file");
        assertThat(unpacking.refusal(new RawTar().file("a/b", "1").file("a", "2")))
                .isEqualTo("'a' is both a folder and a file");
    }

    @ParameterizedTest
    @CsvSource({"3,is a device", "4,is a device", "6,is a FIFO", "S,'is a sparse file, which packages cannot hold'"})
    void whatIsNeitherFileNorFolderIsRefused(char type, String how) {
        assertThat(unpacking.refusal(new RawTar().entry(type, "a", "", NOTHING)))
                .isEqualTo("'a' " + how);
    }

    @ParameterizedTest
    @ValueSource(chars = {'7', 'D', 'M', 'N', 'V', 'X', 'A', 'z', '\u001b'})
    void anUnknownTypeIsRefused(char type) {
        assertThat(unpacking.refusal(new RawTar().entry(type, "a", "", NOTHING)))
                .isEqualTo("'a' is of type '" + (type < ' ' ? '?' : type) + "', which packages cannot hold");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '5'})
    void aFolderOrLinkWithContentIsRefused(char type) {
        assertThat(unpacking.refusal(new RawTar().entry(type, "a", "b", new byte[3])))
                .isEqualTo("'a' is a folder or a link with 3 bytes of content");
    }

    @Test
    void aWrongHeaderChecksumIsRefused() {
        byte[] tar = new RawTar().file("a", "x").file("b", "y").end().tar();
        tar[1024] = 'c';
        assertThat(unpacking.refusal(RawTar.gzip(tar))).isEqualTo("the header at byte 1024 has a wrong checksum");
    }

    @Test
    void aChecksumOfSignedBytesIsRefused() {
        byte[] tar = new RawTar().file("\u00e9", "x").end().tar();
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[i];
        }
        RawTar.put(tar, 148, RawTar.octal(sum, 6));
        assertThat(unpacking.refusal(RawTar.gzip(tar))).isEqualTo("the header at byte 0 has a wrong checksum");
    }

    @Test
    void anUnknownKindOfTarIsRefused() {
        assertThat(refusalOf(header -> RawTar.put(header, 257, "USTAR\00000".getBytes(UTF_8))))
                .isEqualTo("the header at byte 0 is of an unknown kind of tar");
        assertThat(unpacking.refusal("not a tar file, but long".repeat(99).getBytes(UTF_8)))
                .isEqualTo("it is not a gzip file");
        assertThat(unpacking.refusal(
                        RawTar.gzip("not a tar file, but long".repeat(99).getBytes(UTF_8))))
                .isEqualTo("the checksum in the header at byte 0 is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000x\0",
                "-0000000001\0",
                "           \0",
                "9\0\0\0\0\0\0\0\0\0\0\0",
                "12 34\0\0\0\0\0\0\0"
            })
    void aSizeThatIsNotANumberIsRefused(String size) {
        assertThat(refusalOf(header -> RawTar.put(header, 124, size.getBytes(UTF_8))))
                .isEqualTo("the size in the header at byte 0 is not a number");
    }

    @Test
    void aSizeBeyondAllMeasureIsRefused() {
        assertThat(refusalOf(header -> Arrays.fill(header, 124, 136, (byte) 0xff)))
                .isEqualTo("the header at byte 0 states a size beyond all measure");
    }

    @Test
    void aBinarySizeIsHeldToTheLimits() {
        assertThat(refusalOf(header -> {
                    Arrays.fill(header, 124, 136, (byte) 0);
                    header[124] = (byte) 0x80;
                    header[129] = 1;
                }))
                .isEqualTo(
                        "'a' with 281474976710656 bytes follows files of 0 bytes, and at most 104857600 are allowed");
    }

    @Test
    void anAbsoluteOrRisingPrefixIsRefused() {
        assertThat(refusalOf(header -> RawTar.put(header, 345, "/etc".getBytes(UTF_8))))
                .isEqualTo("'/etc/a' is an absolute path");
        assertThat(refusalOf(header -> RawTar.put(header, 345, "..".getBytes(UTF_8))))
                .isEqualTo("'../a' contains '..'");
        assertThat(refusalOf(header -> RawTar.put(header, 345, "a\0b".getBytes(UTF_8))))
                .isEqualTo("the header at byte 0 hides text behind the end of its prefix");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] tar = new RawTar()
                .pax("path=a/b")
                .file("x", "content")
                .symlink("l", "a/b")
                .end()
                .tar();
        for (int length = 0; length < tar.length; length++) {
            String clause = unpacking.refusal(RawTar.gzip(Arrays.copyOf(tar, length)));
            assertThat(clause).as("cut to %d bytes", length).matches("it ends .*");
        }
    }

    @Test
    void truncationSaysWhatIsMissing() {
        byte[] tar = new RawTar().file("a", "content").tar();
        assertThat(unpacking.refusal(RawTar.gzip(tar)))
                .isEqualTo("it ends without the empty blocks that end a tar file");
        assertThat(unpacking.refusal(RawTar.gzip(Arrays.copyOf(tar, tar.length + 512))))
                .isEqualTo("it ends without the second of the empty blocks that end a tar file");
        assertThat(unpacking.refusal(RawTar.gzip(Arrays.copyOf(tar, 515)))).isEqualTo("it ends in the middle of 'a'");
        assertThat(unpacking.refusal(RawTar.gzip(Arrays.copyOf(tar, 600))))
                .isEqualTo("it ends in the middle of a file's last block");
    }

    @Test
    void anythingBehindTheEndButPaddingIsRefused() {
        String clause = "something follows the end of its tar file";
        assertThat(unpacking.refusal(new RawTar().file("a", "").end().file("b", "")))
                .isEqualTo(clause);
        assertThat(unpacking.refusal(
                        new RawTar().file("a", "").raw(new byte[512]).file("b", "")))
                .isEqualTo(clause);
        byte[] far = new byte[700_001];
        far[700_000] = 1;
        assertThat(unpacking.refusal(new RawTar().end().raw(far).gzip())).isEqualTo(clause);
    }

    @Test
    void anEntryIsRefusedBeforeItsContentIsWritten() throws Exception {
        unpacking.refusal(new RawTar().file("a", "1").file("../b", "2"));
        assertThat(unpacking.onDisk()).containsExactly("a");
        unpacking.refusal(new RawTar().file("a", new byte[11]).end().gzip(), Unpacking.limits(10, 100));
        assertThat(unpacking.onDisk()).isEmpty();
    }
}
