package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed vectors are what this code makes, byte for byte, and mean what they say. */
class VectorsTest {
    /** Run with {@code -Dggen.vectors=write} to write them anew. */
    static final boolean WRITE = "write".equals(System.getProperty("ggen.vectors"));

    static final Path FOLDER = Path.of("src/test/resources/vectors");

    static {
        if (WRITE) {
            try {
                Files.createDirectories(FOLDER);
                Files.write(FOLDER.resolve("records.json"), VectorFile.records());
                Files.write(FOLDER.resolve("trees.json"), VectorFile.trees());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theRecordsAreTheCommittedOnes() throws IOException {
        compare("records.json", VectorFile.records());
    }

    @Test
    void theTreesAreTheCommittedOnes() throws IOException {
        compare("trees.json", VectorFile.trees());
    }

    private static void compare(String name, byte[] made) throws IOException {
        assertThat(new String(made, StandardCharsets.UTF_8)).isEqualTo(Files.readString(FOLDER.resolve(name)));
    }

    static List<Map<String, Object>> accepted() {
        return list("records.json", "accepted");
    }

    static List<Map<String, Object>> refused() {
        return list("records.json", "refused");
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(String file, String member) {
        try {
            Map<String, Object> whole = (Map<String, Object>) VectorFile.read(Files.readAllBytes(FOLDER.resolve(file)));
            return (List<Map<String, Object>>) Objects.requireNonNull(whole.get(member));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Map<String, Object> vector, String member) {
        return HexFormat.of().parseHex(text(vector, member));
    }

    static String text(Map<String, Object> vector, String member) {
        return (String) Objects.requireNonNull(vector.get(member));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void aGoodRecordIsOpenedAndWrittenBackToTheSameBytes(Map<String, Object> vector) {
        Signed<?> signed =
                Records.open(bytes(vector, "envelope"), Samples.NOW).value().orElseThrow();
        assertThat(signed.kind().word()).isEqualTo(vector.get("kind"));
        assertThat(signed.publisher().value()).isEqualTo(vector.get("publisher"));
        assertThat(signed.id().hex()).isEqualTo(vector.get("id"));
        assertThat(signed.toBytes()).isEqualTo(bytes(vector, "envelope"));
        assertThat(Samples.text(signed.payload())).isEqualTo(vector.get("payload"));
        ValueKey key = ValueKey.parse(text(vector, "valueKey")).orElseThrow();
        assertThat(Records.openValue(key, signed.toBytes(), Samples.NOW).value().orElseThrow())
                .isEqualTo(signed);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aForgeryIsRefusedWithItsReason(Map<String, Object> vector) {
        Refusal refusal =
                Records.open(bytes(vector, "envelope"), Samples.NOW).refusal().orElseThrow();
        assertThat(refusal.verdict().name()).isEqualTo(vector.get("verdict"));
        assertThat(refusal.getClass().getSimpleName()).isEqualTo(vector.get("case"));
        assertThat(refusal.reason())
                .isEqualTo(vector.get("reason"))
                .doesNotContain("\n")
                .hasSizeLessThan(400);
    }

    @Test
    void everyCaseOfRefusalHasAVector() {
        assertThat(refused().stream().map(vector -> vector.get("case")))
                .contains(
                        "TooLarge",
                        "NotAnEnvelope",
                        "NotCanonicalEnvelope",
                        "OtherKind",
                        "OtherKeyType",
                        "BadSignature",
                        "OtherPublisher",
                        "NotCanonical",
                        "BrokenRule",
                        "FromTheFuture",
                        "UnknownFormat");
    }

    @Test
    void noForgeryIsTakenForAnotherKind() {
        for (Map<String, Object> vector : refused()) {
            for (RecordKind kind : RecordKind.values()) {
                assertThat(Records.open(bytes(vector, "envelope"), kind, Samples.NOW)
                                .value())
                        .as("%s as %s", vector.get("name"), kind)
                        .isEmpty();
            }
        }
    }
}
