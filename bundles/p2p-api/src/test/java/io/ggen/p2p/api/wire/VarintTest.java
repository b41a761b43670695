package io.ggen.p2p.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    /** Of the specification of unsigned-varint, and its end. */
    @ParameterizedTest
    @CsvSource({
        "0,00",
        "1,01",
        "127,7f",
        "128,8001",
        "255,ff01",
        "300,ac02",
        "16383,ff7f",
        "16384,808001",
        "9223372036854775807,ffffffffffffffff7f"
    })
    void numbersAreWrittenAndRead(long value, String hex) {
        assertThat(HexFormat.of().formatHex(Varint.encode(value))).isEqualTo(hex);
        assertThat(Varint.size(value)).isEqualTo(hex.length() / 2);
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex + "ff"));
        assertThat(Varint.read(in)).isEqualTo(value);
        assertThat(in.remaining()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffff", "8000", "ff00", "808000", "80808080808080808001", "ffffffffffffffffff01"})
    void whatIsCutOffTooLongOrNotShortestIsRefused(String hex) {
        assertThatThrownBy(() -> Varint.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void sizesAgreeAtEveryPowerOfTwo() {
        for (int bit = 0; bit < 63; bit++) {
            for (long value : new long[] {(1L << bit) - 1, 1L << bit}) {
                assertThat(Varint.encode(value)).hasSize(Varint.size(value));
                assertThat(Varint.read(ByteBuffer.wrap(Varint.encode(value)))).isEqualTo(value);
            }
        }
        assertThatThrownBy(() -> Varint.write(ByteBuffer.allocate(20), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
