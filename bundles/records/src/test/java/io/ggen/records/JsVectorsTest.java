package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that js-libp2p signed ({@code src/test/js/write.mjs}). */
class JsVectorsTest {
    static List<Map<String, Object>> accepted() {
        return VectorsTest.list("js-records.json", "accepted");
    }

    static List<Map<String, Object>> refused() {
        return VectorsTest.list("js-records.json", "refused");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void aRecordWrittenByJavaScriptIsOpened(Map<String, Object> vector) {
        byte[] envelope = VectorsTest.bytes(vector, "envelope");
        Signed<?> signed = Records.open(envelope, Samples.NOW).value().orElseThrow();
        assertThat(signed.kind().word()).isEqualTo(vector.get("kind"));
        assertThat(signed.publisher().value()).isEqualTo(vector.get("publisher"));
        assertThat(signed.id().hex()).isEqualTo(vector.get("id"));
        assertThat(Samples.text(signed.payload())).isEqualTo(vector.get("payload"));
        assertThat(signed.toBytes()).isEqualTo(envelope);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aForgeryWrittenByJavaScriptIsRefused(Map<String, Object> vector) {
        assertThat(Records.open(VectorsTest.bytes(vector, "envelope"), Samples.NOW)
                        .refusal()
                        .orElseThrow()
                        .getClass()
                        .getSimpleName())
                .isEqualTo(vector.get("case"));
    }
}
