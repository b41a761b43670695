package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of Negentropy's specification: {@code src/test/resources/vectors/negentropy.txt} says where they are from. */
class VectorsTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/negentropy.txt");
    private static final int FRAME = 64 << 10;

    record Case(String name, ArraySet here, ArraySet there, byte[] question, byte[] answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String text = Files.readString(FILE).replaceAll("(?m)^#.*\n", "");
        for (String block : text.strip().split("\n\n")) {
            String[] lines = block.split("\n", -1);
            cases.add(new Case(
                    after(lines[0], "case"),
                    items(after(lines[1], "here")),
                    items(after(lines[2], "there")),
                    HexFormat.of().parseHex(after(lines[3], "question")),
                    HexFormat.of().parseHex(after(lines[4], "answer"))));
        }
        return cases;
    }

    private static String after(String line, String word) {
        assertThat(line).startsWith(word + " ");
        return line.substring(word.length() + 1);
    }

    static ArraySet items(String ranges) {
        List<SyncItem> items = new ArrayList<>();
        for (String range : ranges.isEmpty() ? new String[0] : ranges.split(",", -1)) {
            String[] ends = range.split("-", -1);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int n = Integer.parseInt(ends[0]); n <= last; n++) {
                Digest id = Digest.sha256Of(Integer.toString(n).getBytes(StandardCharsets.US_ASCII));
                items.add(new SyncItem(1000 + n / 4, RecordId.of(id)));
            }
        }
        return new ArraySet(items);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourAnswerIsTheOneOfTheSpecification(Case one) {
        assertThat(new Responder(one.there, FRAME).answer(one.question)).isEqualTo(one.answer);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ourFirstQuestionIsTheOneOfTheSpecification(Case one) {
        if (one.here.size() > 0) {
            List<Span> all = List.of(new Span(Negentropy.ZERO, Negentropy.INFINITY, 0));
            assertThat(new Initiator(one.here, all, FRAME).next()).hasValue(one.question);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8100",
        "300, 822c",
        "16383, ff7f",
        "16384, 818000",
        "4294967296, 9080808000",
        "-2, 81ffffffffffffffff7e"
    })
    void numbersAreInBase128MostSignificantDigitFirst(long number, String hex) {
        MessageWriter out = new MessageWriter();
        out.varint(number);
        assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(hex);
    }

    @Test
    void aFingerprintIsTheDigestOfSumAndCount() {
        byte[] most = new byte[32];
        Arrays.fill(most, (byte) 0xff);
        byte[] two = new byte[32];
        two[0] = 2;
        byte[] one = new byte[32];
        one[0] = 1;
        assertThat(fingerprint()).isEqualTo("7f9c9e31ac8256ca2f258583df262dbc");
        assertThat(fingerprint(most, two)).isEqualTo("6092a26dea6bc7bdc57a942f1df2d0d7");
        assertThat(fingerprint(one)).isEqualTo("2e255099d6d6bee307c8e7075acc78f9");
    }

    private static String fingerprint(byte[]... ids) {
        List<SyncItem> items = Arrays.stream(ids)
                .map(id -> new SyncItem(7, RecordId.ofBytes(id)))
                .toList();
        return HexFormat.of().formatHex(Negentropy.fingerprint(new ArraySet(items), 0, ids.length));
    }
}
