package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {
    private static final Signed<ReleaseRecord> RELEASE =
            Signed.seal(Samples.release("1.0.0"), SeedSigner.ALICE, Samples.NOW);
    private static final byte[] FILE = RecordFile.write(RELEASE.envelope());
    private static final String TEXT = new String(FILE, StandardCharsets.UTF_8);

    private static String refusal(String text) {
        return RecordFile.read(text.getBytes(StandardCharsets.UTF_8))
                .refusal()
                .orElseThrow()
                .reason();
    }

    @Test
    void aFileIsOneLineWithThePayloadAsItWasSigned() {
        assertThat(TEXT)
                .startsWith("{\"type\":\"/ggen/release\",\"key\":\"CAESI")
                .endsWith(",\"payload\":" + Samples.text(RELEASE.payload()) + "}\n");
        assertThat(TEXT.indexOf('\n')).isEqualTo(TEXT.length() - 1);
    }

    @Test
    void everyKindComesBackByteForByte() {
        for (Signed<?> signed : new Signed<?>[] {
            RELEASE,
            Signed.seal(Samples.head(3, "1.1.0"), SeedSigner.ALICE, Samples.NOW),
            Signed.seal(Samples.revocation(), SeedSigner.ALICE, Samples.NOW)
        }) {
            byte[] file = RecordFile.write(signed.envelope());

            assertThat(RecordFile.read(file).value()).hasValue(signed.toBytes());
            assertThat(file.length).isLessThan(RecordFile.LARGEST);
        }
    }

    @Test
    void theEndOfTheLineMayBeLostOrAnotherOne() {
        String line = TEXT.strip();

        for (String end : new String[] {"", "\n", "\r\n"}) {
            assertThat(RecordFile.read((line + end).getBytes(StandardCharsets.UTF_8))
                            .value())
                    .hasValue(RELEASE.toBytes());
        }
        assertThat(refusal(line + "\n\n")).contains("something follows its end");
        assertThat(refusal(line + " ")).contains("something follows its end");
        assertThat(refusal(line + line)).contains("something follows its end");
    }

    @Test
    void theLargestEnvelopeFits() {
        byte[] payload = new byte[RecordKind.RELEASE.largestPayload()];
        Arrays.fill(payload, (byte) 'x');
        byte[] start = "{\"x\":\"".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, payload, 0, start.length);
        payload[payload.length - 2] = '"';
        payload[payload.length - 1] = '}';
        Envelope envelope = Envelope.seal(RecordKind.RELEASE, payload, SeedSigner.ALICE);

        assertThat(RecordFile.read(RecordFile.write(envelope)).value()).hasValue(envelope.toBytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\"         | {\"Type\"                 | at byte 0",
                "{\"type\"         | { \"type\"                | at byte 0",
                "/ggen/release     | /ggen/other               | its payload type is '/ggen/other'",
                "/ggen/release     | /ggen/rel\\u0065ase       | of its 'type' is not plain text",
                "\"key\":\"CAESI   | \"key\":\"C*ESI           | its 'key' is not base64",
                "\"key\":\"        | \"key\":\"CAEB\",\"key\":\"| was expected for 'signature'",
                "==\",\"payload\"  | =\",\"payload\"           | its 'signature' is not base64",
                "\"payload\":{     | \"payload\": {            | 'payload' is not an object",
                "\"payload\":{     | \"payload\":[{            | 'payload' is not an object",
                "\"payload\":{     | \"payload\":{},\"payload\":{ | was expected for the end of the object",
                "\"1.0.0\"}}     | \"1.0.0\"}              | was expected for the end of the object",
                "\"1.0.0\"}}     | \"1.0.0\"               | in the middle of its 'payload'",
                "\"1.0.0\"}}     | \"1.0.0\"},\"more\":1}  | was expected for the end of the object",
            })
    void everyOtherTextIsRefusedWithThePlace(String part, String instead, String why) {
        String line = TEXT.strip();
        assertThat(line).contains(part);

        assertThat(refusal(line.replace(part, instead))).contains(why);
    }

    @Test
    void anotherSpellingOfTheSameBytesIsRefused() {
        int end = TEXT.indexOf("==\",\"payload\"");
        char last = TEXT.charAt(end - 1);
        char other = last == 'A' ? 'B' : last == 'Q' ? 'R' : last == 'g' ? 'h' : 'x';

        assertThat("AQgw").contains(String.valueOf(last));
        assertThat(refusal(TEXT.substring(0, end - 1) + other + TEXT.substring(end)))
                .contains("its 'signature' is not base64");
    }

    @Test
    void whatIsLargerThanAnyRecordIsNotLookedAt() {
        assertThat(refusal("{".repeat(RecordFile.LARGEST + 1))).contains("the file has " + (RecordFile.LARGEST + 1));
    }

    @Test
    void everyCutAndEveryFlippedBitIsRefusedOrDoesNotVerify() {
        for (int i = 0; i < FILE.length - 1; i++) {
            byte[] changed = FILE.clone();
            changed[i] ^= 4;
            assertThat(opens(changed)).as("bit of byte %d", i).isFalse();
            assertThat(opens(Arrays.copyOf(FILE, i))).as("cut at %d", i).isEqualTo(false);
        }
    }

    private static boolean opens(byte[] file) {
        return RecordFile.read(file)
                .value()
                .map(envelope -> Records.openRelease(envelope, Samples.NOW))
                .filter(opened -> opened.value().isPresent())
                .isPresent();
    }
}
