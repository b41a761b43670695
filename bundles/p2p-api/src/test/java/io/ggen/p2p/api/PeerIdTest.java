package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.api.identity.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerIdTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ED25519 = "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA";

    /** Of libp2p specs, peer-ids/peer-ids.md, and of the tests of go-multiaddr. */
    @ParameterizedTest
    @CsvSource({
        "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N,bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe",
        "QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC,bafzbeigvf25ytwc3akrijfecaotc74udrhcxzh2cx3we5qqnw5vgrei4bm",
        "12D3KooWCryG7Mon9orvQxcS1rYZjotPgpwoJNHHKcLLfE4Hf5mV,"
                + "bafzaajaiaejcalj543iwv2d7pkjt7ykvefrkfu7qjfi6sduakhso4lay6abn2d5u"
    })
    void bothTextFormsAreTheSameId(String base58, String cid) {
        PeerId id = PeerId.parse(base58);
        assertThat(id).hasToString(base58);
        assertThat(id.toCid()).isEqualTo(cid);
        assertThat(PeerId.parse(cid)).isEqualTo(id).hasSameHashCodeAs(id);
        assertThat(PeerId.fromBytes(id.bytes())).isEqualTo(id);
    }

    @Test
    void anEd25519KeyGivesItsIdAndTheIdGivesTheKey() {
        // the public key of libp2p specs, peer-ids/peer-ids.md, test vectors
        String protobuf = "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";
        PublicKey key = PublicKey.ofProtobuf(HEX.parseHex(protobuf));
        PeerId id = PeerId.of(key);
        assertThat(HEX.formatHex(id.bytes())).isEqualTo("0024" + protobuf);
        assertThat(id.publicKey()).hasValue(key);
        assertThat(id.publisher()).hasValue(key.id());
        assertThat(id)
                .hasToString(key.id().value())
                .isEqualTo(PeerId.parse(key.id().value()));
    }

    @Test
    void idsOfOtherKeysAreReadAndComparedButGiveNoKey() {
        PeerId rsa = PeerId.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");
        PeerId secp = PeerId.parse("16Uiu2HAkutTMoTzDw1tCvSRtu6YoixJwS46S1ZFxW8hSx9fWHiPs");
        assertThat(rsa.publicKey()).isEmpty();
        assertThat(secp.publicKey()).isEmpty();
        assertThat(secp.bytes()).hasSize(39).startsWith(0x00, 0x25, 0x08, 0x02, 0x12, 0x21);
        assertThat(rsa).isNotEqualTo(secp).isGreaterThan(secp);
        assertThat(PeerId.fromBytes(secp.bytes())).isEqualTo(secp);
    }

    @Test
    void bytesAreComparedUnsigned() {
        byte[] low = HEX.parseHex("1220" + "7f".repeat(32));
        byte[] high = HEX.parseHex("1220" + "80".repeat(32));
        assertThat(PeerId.fromBytes(low)).isLessThan(PeerId.fromBytes(high));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "0000",
                "1220",
                "122000",
                "1320" + "0000000000000000000000000000000000000000000000000000000000000000",
                "0024080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce2",
                "0024080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e00",
                "0024080312201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
                "0024080112211ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
                "00a400080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e",
                "121f00000000000000000000000000000000000000000000000000000000000000"
            })
    void bytesThatAreNoIdAreRefused(String hex) {
        assertThatThrownBy(() -> PeerId.fromBytes(HEX.parseHex(hex)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "b",
                "12D3KooW",
                ED25519 + "x",
                "12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5S0",
                "zdpuAnNyxJR8tigBDe5FM2PfMq1u7fKSCsTmb4m3iJZcCq8yB",
                "QmxoHT6iViN5xAjoz1VZ553cL31U9F94ht3QvWR1FrEbZY",
                "bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxf",
                "BAFZBEIE5745RPV2M6TJYUUGYWY4D5EWRQGQQHFNF445HE3OMZPJBX5XQXE",
                "bafybeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe",
                " " + ED25519,
                "\u0661",
                "bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe="
            })
    void textThatIsNoIdIsRefusedInOneSentence(String text) {
        assertThatThrownBy(() -> PeerId.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not a peer id")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEndlessTextIsRefusedAtOnce() {
        assertThatThrownBy(() -> PeerId.parse("1".repeat(10_000_000))).isInstanceOf(ProblemException.class);
    }

    @Test
    void noBitOfAnIdCanBeFlippedUnnoticed() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] bytes = PeerId.parse(ED25519).bytes();
        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] flipped = bytes.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            try {
                PeerId other = PeerId.fromBytes(flipped);
                assertThat(other).isNotEqualTo(PeerId.parse(ED25519));
                assertThat(PeerId.parse(other.toString())).isEqualTo(other);
                assertThat(PeerId.parse(other.toCid())).isEqualTo(other);
            } catch (NetworkException e) {
                assertThat(e.reason()).isEqualTo(NetworkException.Reason.MALFORMED);
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> PeerId.fromBytes(cut)).isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void theArrayGivenAndTheArrayGotAreCopies() {
        byte[] bytes = PeerId.parse(ED25519).bytes();
        PeerId id = PeerId.fromBytes(bytes);
        bytes[10] ^= 1;
        id.bytes()[11] ^= 1;
        assertThat(id).hasToString(ED25519);
    }
}
