package io.ggen.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static final long SEED = 20261122;

    @Test
    void whatWeWriteIsWhatTheJudgeWritesAndReadsBack() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            JsonValue.Members value = object(random, 1);
            byte[] written = CanonicalJson.write(value);
            assertThat(new String(written, UTF_8))
                    .as("seed %s, value %s", SEED, i)
                    .isEqualTo(new JsonCanonicalizer(written).getEncodedString());
            assertThat(CanonicalJson.read(written).value().orElseThrow()).isEqualTo(value);
        }
    }

    @Test
    void whatWeReadIsWhatTheJudgeLeavesAlone() {
        Random random = new Random(SEED);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] text = CanonicalJson.write(object(random, 6));
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                text[random.nextInt(text.length)] =
                        (byte) (random.nextInt(8) == 0 ? random.nextInt() : ' ' + random.nextInt(95));
            }
            if (CanonicalJson.read(text).value().isPresent()) {
                taken++;
                assertThat(judged(text))
                        .as("seed %s, text %s", SEED, new String(text, UTF_8))
                        .isEqualTo(text);
            }
        }
        assertThat(taken).isGreaterThan(1000);
    }

    private static byte[] judged(byte[] text) {
        try {
            return new JsonCanonicalizer(text).getEncodedUTF8();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Test
    void namesAreOrderedByTheirUtf16Units() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name : List.of("€", "\r", "\ufb33", "1", "😀", "\u0080", "ö", "")) {
            members.put(name, JsonValue.Word.NULL);
        }
        assertThat(new String(CanonicalJson.write(JsonValue.Members.of(members)), UTF_8))
                .isEqualTo(
                        "{\"\":null,\"\\r\":null,\"1\":null,\"\u0080\":null,\"ö\":null,\"€\":null,\"😀\":null,\"\ufb33\":null}");
    }

    @Test
    void eightLevelsAreReadAndNineAreNot() {
        assertThat(read("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}").value())
                .isPresent();
        assertThat(read("{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}")
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo("its payload is not canonical JSON: it is nested over 8 levels");
        assertThat(read("{\"a\":" + "[".repeat(100_000)).refusal()).isPresent();
    }

    @Test
    void numbersUpToTheLargestAreRead() {
        assertThat(read("{\"a\":9007199254740991}").value()).isPresent();
        assertThat(read("{\"a\":0}").value()).isPresent();
        for (String number :
                List.of("9007199254740992", "99999999999999999", "00", "01", "-1", "-0", "1.0", "1e1", "NaN")) {
            assertThat(read("{\"a\":" + number + "}").refusal()).as(number).isPresent();
        }
        assertThatThrownBy(() -> new JsonValue.Whole(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnpairedSurrogateIsNotWritten() {
        for (String text : List.of("\ud800", "a\udc00b", "\ud83d\ud83d\ude00")) {
            assertThatThrownBy(() -> CanonicalJson.write(new JsonValue.Text(text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReplacementCharacterThatWasWrittenIsRead() {
        assertThat(read("{\"a\":\"\ufffd\"}").value()).isPresent();
    }

    private static Opened<JsonValue.Members> read(String text) {
        return CanonicalJson.read(text.getBytes(UTF_8));
    }

    private static JsonValue.Members object(Random random, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            members.put(text(random), value(random, depth));
        }
        return JsonValue.Members.of(members);
    }

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth < CanonicalJson.DEEPEST ? 7 : 5)) {
            case 0 -> JsonValue.Word.values()[random.nextInt(3)];
            case 1 -> new JsonValue.Whole(random.nextLong() & CanonicalJson.LARGEST);
            case 2 -> new JsonValue.Whole(random.nextInt(20));
            case 5 -> object(random, depth + 1);
            case 6 -> {
                List<JsonValue> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new JsonValue.Items(items);
            }
            default -> new JsonValue.Text(text(random));
        };
    }

    private static String text(Random random) {
        int[] limits = {0x20, 0x80, 0x80, 0x80, 0x800, 0x3000, 0x10000, 0x110000};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int c = random.nextInt(limits[random.nextInt(limits.length)]);
            text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 'x' : c);
        }
        return text.toString();
    }
}
