package io.ggen.p2p.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
    private static final HexFormat HEX = HexFormat.of();

    private static String hex(ProtoWriter writer) {
        return HEX.formatHex(writer.toBytes());
    }

    private static ProtoReader at(String hex) {
        ProtoReader reader = new ProtoReader(HEX.parseHex(hex));
        assertThat(reader.next()).isTrue();
        return reader;
    }

    /** The examples of the protocol buffers documentation, "Encoding". */
    @Test
    void theExamplesOfTheSpecificationAreWrittenAndRead() {
        assertThat(hex(new ProtoWriter().varint(1, 150))).isEqualTo("089601");
        assertThat(hex(new ProtoWriter().string(2, "testing"))).isEqualTo("120774657374696e67");
        assertThat(hex(new ProtoWriter().message(3, new ProtoWriter().varint(1, 150))))
                .isEqualTo("1a03089601");
        assertThat(hex(new ProtoWriter().varint(1, -2))).isEqualTo("08feffffffffffffffff01");

        assertThat(at("089601").uint32()).isEqualTo(150);
        assertThat(at("120774657374696e67").string(7)).isEqualTo("testing");
        ProtoReader inner = at("1a03089601").message(3);
        assertThat(inner.next()).isTrue();
        assertThat(inner.field()).isEqualTo(1);
        assertThat(inner.uint64()).isEqualTo(150);
        assertThat(inner.next()).isFalse();
        assertThat(at("08feffffffffffffffff01").uint64()).isEqualTo(-2);
    }

    @Test
    void unknownFieldsOfEveryTypeAreSkipped() {
        // 4: bytes, 5: fixed32, 6: fixed64, 7: varint, then 8: what is wanted
        ProtoReader in =
                new ProtoReader(HEX.parseHex("2203616263" + "2d01020304" + "310102030405060708" + "3807" + "4001"));
        long found = 0;
        while (in.next()) {
            if (in.field() == 8) {
                found = in.uint64();
            }
        }
        assertThat(found).isEqualTo(1);
    }

    @Test
    void fieldsMayComeAgainAndInAnyOrder() {
        ProtoReader in = new ProtoReader(HEX.parseHex("1001" + "0802" + "0803"));
        StringBuilder seen = new StringBuilder();
        while (in.next()) {
            seen.append(in.field()).append('=').append(in.uint32()).append(' ');
        }
        assertThat(seen).hasToString("2=1 1=2 1=3 ");
    }

    @Test
    void numbersLongerThanNeededAreReadAsProtobufDoes() {
        assertThat(at("08808000").uint64()).isZero();
        assertThat(at("08ffffffffffffffffff01").uint64()).isEqualTo(-1);
        assertThat(at("0802").bool()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08",
                "0880",
                "0001",
                "0801",
                "0b",
                "0c",
                "0e",
                "0f",
                "12",
                "1201",
                "12ffffffff0f",
                "12ffffffffffffffffff01",
                "0d010203",
                "0901020304050607",
                "08ffffffffffffffffff02",
                "08ffffffffffffffffffff01",
                "8080808080808080808001",
                "f8ffffff7f01"
            })
    void whatBreaksTheFormatIsRefused(String hex) {
        assertThatThrownBy(() -> {
                    ProtoReader in = new ProtoReader(HEX.parseHex(hex));
                    while (in.next()) {
                        if (in.field() == 1 && hex.equals("0801")) {
                            in.bytes(10);
                        }
                    }
                })
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void boundsOfTheReaderHold() {
        assertThatThrownBy(() -> at("120774657374696e67").bytes(6)).isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> at("120774657374696e67").string(6)).isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> at("120774657374696e67").message(6)).isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> at("1202c328").string(6)).hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> at("08808080800" + "8").uint32()).hasMessageContaining("range");
        assertThatThrownBy(() -> at("120774657374696e67").uint64()).hasMessageContaining("type");
        ProtoReader once = at("0801");
        once.uint64();
        assertThatThrownBy(once::uint64).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theWriterKeepsFieldsInOrder() {
        assertThatThrownBy(() -> new ProtoWriter().varint(2, 1).varint(1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProtoWriter().varint(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hex(new ProtoWriter().varint(1, 0).bytes(2, new byte[0]).bytes(2, new byte[] {1})))
                .isEqualTo("08001200120101");
    }

    @Test
    void whateverBytesComeTheReaderEndsAndStaysInBounds() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = new ProtoWriter()
                .varint(1, 1L << 40)
                .string(2, "text")
                .message(3, new ProtoWriter().varint(1, 5).bytes(2, new byte[30]))
                .toBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                walk(new ProtoReader(bytes), 0);
            } catch (NetworkException e) {
                assertThat(e.reason()).as("seed " + seed).isEqualTo(NetworkException.Reason.MALFORMED);
            }
        }
    }

    private static void walk(ProtoReader in, int depth) {
        while (in.next()) {
            switch (in.field() + depth * 8) {
                case 1 -> in.uint64();
                case 2 -> in.string(100);
                case 3 -> walk(in.message(100), depth + 1);
                case 9 -> in.uint32();
                case 10 -> in.bytes(50);
                default -> {}
            }
        }
    }
}
