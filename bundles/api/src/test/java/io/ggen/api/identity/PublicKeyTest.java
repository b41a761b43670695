package io.ggen.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTest {
    private static final HexFormat HEX = HexFormat.of();

    /** libp2p specs, peer-ids/peer-ids.md, "Test vectors": the public key of type ED25519. */
    private static final byte[] PROTOBUF =
            HEX.parseHex("080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e");

    /** The same document, "String representation". */
    private static final PublisherId ID_OF_THE_SPEC =
            new PublisherId("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");

    @Test
    void theVectorOfLibp2pIsReadAndWritten() {
        PublicKey key = PublicKey.ofProtobuf(PROTOBUF);

        assertThat(key.toProtobuf()).isEqualTo(PROTOBUF);
        assertThat(key.raw()).isEqualTo(Arrays.copyOfRange(PROTOBUF, 4, 36));
        assertThat(key.id().value()).startsWith("12D3KooW").hasSize(52);
        assertThat(Base58.decode(key.id().value())).startsWith(0, 0x24).endsWith(PROTOBUF);
        assertThat(key).isEqualTo(PublicKey.of(key.raw())).isEqualTo(PublicKey.ofId(key.id()));
        assertThat(key)
                .hasSameHashCodeAs(PublicKey.of(key.raw()))
                .hasToString(key.id().value());
    }

    @Test
    void thePeerIdOfTheSpecComesBackFromItsKey() {
        PublicKey key = PublicKey.ofId(ID_OF_THE_SPEC);

        assertThat(PublicKey.of(key.raw()).id()).isEqualTo(ID_OF_THE_SPEC);
        assertThat(key).isNotEqualTo(PublicKey.ofProtobuf(PROTOBUF));
    }

    @Test
    void nobodyCanReachTheBytesOfAKey() {
        byte[] raw = Arrays.copyOfRange(PROTOBUF, 4, 36);
        PublicKey key = PublicKey.of(raw);
        raw[0] ^= 1;
        key.raw()[0] ^= 1;

        assertThat(key.toProtobuf()).isEqualTo(PROTOBUF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5S",
                "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SAA",
                "12D3KooWzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N",
                "112D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5S",
                "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5S0"
            })
    void whatIsNotThePeerIdOfAnEd25519KeyIsRefused(String text) {
        assertThatThrownBy(() -> PublicKey.ofId(new PublisherId(text)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "08011220",
                // another type, another length, fields in another order, one byte more, a varint in two bytes
                "080212201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
                "0801121f1ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
                "12201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e0801",
                "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e00",
                "08810012201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e"
            })
    void anyOtherProtobufIsRefused(String hex) {
        assertThatThrownBy(() -> PublicKey.ofProtobuf(HEX.parseHex(hex)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not the libp2p protobuf");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void keysOfAnotherLengthAreRefused(int length) {
        assertThatThrownBy(() -> PublicKey.of(new byte[length]))
                .hasMessage("An Ed25519 public key has 32 bytes, not " + length + ".");
    }

    @Test
    void aFingerprintIsSixGroupsOfTheDigest() {
        PublicKey key = PublicKey.ofProtobuf(PROTOBUF);

        assertThat(key.fingerprint()).matches("([a-z2-7]{4}-){5}[a-z2-7]{4}");
        assertThat(key.fingerprint())
                .isEqualTo("s4q6-jwi2-6xyz-zj26-zve7-kwln")
                .isEqualTo(PublicKey.of(key.raw()).fingerprint());
        assertThat(PublicKey.ofId(ID_OF_THE_SPEC).fingerprint()).isNotEqualTo(key.fingerprint());
    }
}
