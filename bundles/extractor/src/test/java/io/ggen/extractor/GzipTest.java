package io.ggen.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.extractor.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
    private static final byte[] TAR = new RawTar().file("a", "content").end().tar();

    @TempDir
    private Path temp;

    private Unpacking unpacking;

    @BeforeEach
    void prepare() {
        unpacking = new Unpacking(temp);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** The archive with all optional header fields, and the header's checksum plus {@code error}. */
    private static byte[] withHeaderFields(int error) {
        byte[] plain = RawTar.gzip(TAR);
        byte[] header = joined(
                new byte[] {31, (byte) 139, 8, 31, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3},
                "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1));
        CRC32 crc = new CRC32();
        crc.update(header);
        int checksum = ((int) crc.getValue() & 0xffff) + error;
        return joined(
                header,
                new byte[] {(byte) checksum, (byte) (checksum >> 8)},
                Arrays.copyOfRange(plain, 10, plain.length));
    }

    @Test
    void aWrongContentChecksumIsRefused() {
        byte[] archive = RawTar.gzip(TAR);
        archive[archive.length - 8] ^= 1;
        assertThat(unpacking.refusal(archive)).isEqualTo("its content does not match its gzip checksum");
    }

    @Test
    void aWrongLengthInTheTrailerIsRefused() {
        byte[] archive = RawTar.gzip(TAR);
        archive[archive.length - 1] ^= 1;
        assertThat(unpacking.refusal(archive)).isEqualTo("its content is not as long as its gzip trailer says");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] archive = RawTar.gzip(TAR);
        assertThat(unpacking.refusal(new byte[0])).isEqualTo("it is empty");
        for (int length = 1; length < archive.length; length++) {
            assertThat(unpacking.refusal(Arrays.copyOf(archive, length)))
                    .isEqualTo("it is cut off after " + length + " of " + length + " bytes");
        }
    }

    @Test
    void anArchiveOfAnotherSizeThanAnnouncedIsRefused() {
        byte[] archive = RawTar.gzip(TAR);
        for (int error = -1; error <= 1; error += 2) {
            int size = archive.length + error;
            assertThatThrownBy(() -> new TarExtractor()
                            .extract(new ByteArrayInputStream(archive), size, "a@1.0.0", temp, Limits.DEFAULT))
                    .hasMessageContaining(
                            error < 0
                                    ? "it has more than the " + size + " bytes that it should have"
                                    : "it is cut off after " + archive.length + " of " + size + " bytes");
            assertThat(temp.resolve("a").toFile().delete()).isEqualTo(error > 0);
        }
    }

    @Test
    void anythingBehindTheLastMemberIsRefused() {
        String clause = "something follows the end of its compressed data";
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), new byte[1]))).isEqualTo(clause);
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), new byte[100_000])))
                .isEqualTo(clause);
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), TAR))).isEqualTo(clause);
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), new byte[] {31}))).startsWith("it is cut off");
    }

    @Test
    void aSecondTarInASecondMemberIsRefused() {
        byte[] second = new RawTar().file("b", "hidden").end().gzip();
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), second)))
                .isEqualTo("something follows the end of its tar file");
        assertThat(unpacking.refusal(joined(RawTar.gzip(TAR), RawTar.gzip(new byte[1024]), second)))
                .isEqualTo("something follows the end of its tar file");
    }

    @Test
    void oneTarInManyMembersIsUnpacked() throws Exception {
        byte[] archive = new byte[0];
        for (int at = 0; at < TAR.length; at += 100) {
            archive = joined(archive, RawTar.gzip(Arrays.copyOfRange(TAR, at, Math.min(at + 100, TAR.length))));
        }
        archive = joined(archive, RawTar.gzip(new byte[0]), RawTar.gzip(new byte[9_000]));
        assertThat(unpacking.unpack(archive).expanded()).isEqualTo(7);
        archive[archive.length - 8] ^= 1;
        assertThat(unpacking.refusal(archive)).isEqualTo("its content does not match its gzip checksum");
    }

    @Test
    void allFieldsOfTheHeaderAreRead() throws Exception {
        assertThat(unpacking.unpack(withHeaderFields(0)).expanded()).isEqualTo(7);
        assertThat(unpacking.refusal(withHeaderFields(1))).isEqualTo("the checksum of its gzip header is wrong");
    }

    @Test
    void anUnknownMethodOrFlagIsRefused() {
        byte[] method = RawTar.gzip(TAR);
        method[2] = 9;
        assertThat(unpacking.refusal(method)).isEqualTo("it is compressed by a method that gzip does not know");
        byte[] flags = RawTar.gzip(TAR);
        flags[3] = 32;
        assertThat(unpacking.refusal(flags)).isEqualTo("its gzip header has flags that gzip does not know");
    }

    @Test
    void anEndlessNameInTheHeaderIsRefused() {
        byte[] header = Arrays.copyOf(RawTar.gzip(TAR), 10);
        header[3] = 8;
        byte[] text = new byte[100_000];
        Arrays.fill(text, (byte) 'x');
        assertThat(unpacking.refusal(joined(header, text)))
                .isEqualTo("its gzip header has a text of more than 65536 bytes");
    }

    @Test
    void damagedCompressedDataAreRefused() {
        byte[] archive = RawTar.gzip(TAR);
        archive[10] = 7;
        assertThat(unpacking.refusal(archive)).startsWith("its compressed data are damaged");
    }

    @Test
    void streamsThatGiveAByteAtATimeAreRead() throws Exception {
        byte[] archive = RawTar.gzip(TAR);
        ByteArrayInputStream slow = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        assertThat(new TarExtractor()
                        .extract(slow, archive.length, "a@1.0.0", temp, Limits.DEFAULT)
                        .expanded())
                .isEqualTo(7);
    }
}
