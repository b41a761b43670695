package io.ggen.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base58Test {
    /** The vectors that Bitcoin's implementation is tested with, and the one of the draft "The Base58 Encoding Scheme". */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "61, 2g",
        "626262, a3gV",
        "636363, aPEr",
        "73696d706c792061206c6f6e6720737472696e67, 2cFupjhnEsSn59qHXstmK2ffpLv2",
        "00eb15231dfceb60925886b67d065299925915aeb172c06647, 1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L",
        "516b6fcd0f, ABnLTmg",
        "bf4f89001e670274dd, 3SEo3LWLoPntC",
        "572e4794, 3EFU7m",
        "ecac89cad93923c02321, EJDM8drfXA6uyA",
        "10c8511e, Rt5zm",
        "00000000000000000000, 1111111111",
        "0000287fb4cd, 11233QC4"
    })
    void knownBytesHaveKnownTexts(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(Base58.encode(bytes)).isEqualTo(text);
        assertThat(Base58.decode(text)).isEqualTo(bytes);
    }

    @Test
    void bytesOfEveryLengthComeBackAndAgreeWithPlainArithmetic() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int length = 0; length <= Base58.MOST_BYTES; length++) {
            for (int zeros = 0; zeros < 4 && zeros <= length; zeros++) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                for (int i = 0; i < zeros; i++) {
                    bytes[i] = 0;
                }
                String text = Base58.encode(bytes);
                assertThat(text).as("seed " + seed).isEqualTo(byPlainArithmetic(bytes));
                assertThat(Base58.decode(text)).as("seed " + seed).isEqualTo(bytes);
            }
        }
    }

    private static String byPlainArithmetic(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger left = new BigInteger(1, bytes);
        BigInteger base = BigInteger.valueOf(58);
        while (left.signum() > 0) {
            text.append("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
                    .charAt(left.mod(base).intValue()));
            left = left.divide(base);
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "O", "I", "l", "a b", "2g ", "\n2g", "2g=", "é", "\ud83d\ude00", "a\u0080"})
    void whatIsNotOfTheAlphabetIsRefused(String text) {
        assertThatThrownBy(() -> Base58.decode(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not base58: character");
    }

    @Test
    void theLongestTextsAreReadAndLongerOnesRefused() {
        assertThat(Base58.decode("1".repeat(Base58.MOST_CHARACTERS))).hasSize(Base58.MOST_CHARACTERS);
        assertThat(Base58.encode(Base58.decode("z".repeat(170)))).isEqualTo("z".repeat(170));
        assertThatThrownBy(() -> Base58.decode("1".repeat(Base58.MOST_CHARACTERS + 1)))
                .hasMessageContaining("at most 176 characters, not 177");
        assertThatThrownBy(() -> Base58.encode(new byte[Base58.MOST_BYTES + 1]))
                .hasMessageContaining("at most 128 bytes, not 129");
    }
}
