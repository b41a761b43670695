package io.ggen.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger ORDER =
            new BigInteger("7237005577332262213973186563042994240857116359379907606001950938285454250989");

    private static final PublicKey KEY =
            PublicKey.of(HEX.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    private static final byte[] MESSAGE = {0x72};
    private static final byte[] SIGNATURE =
            HEX.parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    /** RFC 8032, section 7.1: TEST 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + " 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + " ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f,"
                + " dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704"
    })
    void theVectorsOfTheStandardAreGood(String key, String message, String signature) {
        assertThat(PublicKey.of(HEX.parseHex(key)).verifies(HEX.parseHex(message), HEX.parseHex(signature)))
                .isTrue();
    }

    @Test
    void everyChangedBitMakesItBad() {
        for (int bit = 0; bit < SIGNATURE.length * 8; bit++) {
            assertThat(KEY.verifies(MESSAGE, flipped(SIGNATURE, bit)))
                    .as("bit " + bit + " of the signature")
                    .isFalse();
        }
        for (int bit = 0; bit < 8; bit++) {
            assertThat(KEY.verifies(flipped(MESSAGE, bit), SIGNATURE))
                    .as("bit " + bit + " of the message")
                    .isFalse();
        }
        for (int bit = 0; bit < 256; bit++) {
            assertThat(PublicKey.of(flipped(KEY.raw(), bit)).verifies(MESSAGE, SIGNATURE))
                    .as("bit " + bit + " of the key")
                    .isFalse();
        }
        assertThat(KEY.verifies(MESSAGE, SIGNATURE)).isTrue();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    @Test
    void oneSignatureCannotBeTurnedIntoAnother() {
        byte[] s = Arrays.copyOfRange(SIGNATURE, 32, 64);
        for (int times = 1; times <= 15; times++) {
            BigInteger other = littleEndian(s).add(ORDER.multiply(BigInteger.valueOf(times)));
            if (other.bitLength() <= 256) {
                assertThat(KEY.verifies(MESSAGE, withS(other)))
                        .as("S + " + times + " L")
                        .isFalse();
            }
        }
        assertThat(KEY.verifies(MESSAGE, withS(ORDER))).isFalse();
        assertThat(KEY.verifies(MESSAGE, withS(littleEndian(s)))).isTrue();
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, turned);
    }

    private static byte[] withS(BigInteger s) {
        byte[] signature = SIGNATURE.clone();
        for (int i = 0; i < 32; i++) {
            signature[32 + i] = s.shiftRight(8 * i).byteValue();
        }
        return signature;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 128, 100_000})
    void signaturesOfAnotherLengthAreBad(int length) {
        assertThat(KEY.verifies(MESSAGE, Arrays.copyOf(SIGNATURE, length))).isFalse();
    }

    @Test
    void signaturesOfOneByteValueAreBad() {
        for (int value = 0; value < 256; value++) {
            byte[] signature = new byte[64];
            Arrays.fill(signature, (byte) value);
            assertThat(KEY.verifies(MESSAGE, signature)).isFalse();
        }
    }

    /** y of the eight points of small order, and what is not below the prime: with either sign bit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void keysThatEverybodyCanSignForAreRefused(String hex) {
        byte[] key = HEX.parseHex(hex);
        assertThatThrownBy(() -> PublicKey.of(key))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("anybody could sign for it");
        key[31] |= (byte) 0x80;
        assertThatThrownBy(() -> PublicKey.of(key)).isInstanceOf(ProblemException.class);
    }

    @Test
    void neighboursOfRefusedKeysAreTaken() {
        byte[] belowMinusOne = HEX.parseHex("ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        byte[] two = new byte[32];
        two[0] = 2;
        assertThat(PublicKey.of(belowMinusOne).raw()).isEqualTo(belowMinusOne);
        assertThat(PublicKey.of(two).raw()).isEqualTo(two);
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveVerifiesNothing() {
        byte[] two = new byte[32];
        two[0] = 2;
        assertThat(PublicKey.of(two).verifies(MESSAGE, SIGNATURE)).isFalse();
        assertThat(PublicKey.of(two).verifies(MESSAGE, new byte[64])).isFalse();
    }
}
