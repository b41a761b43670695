package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String ABC_HEX = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String ABC = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    private static final String ABC_MD5 = "900150983cd24fb0d6963f7d28e17f72";

    @Test
    void theDigestOfAbcIsThatOfTheStandard() {
        Digest digest = Digest.sha256Of("abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(digest).hasToString(ABC);
        assertThat(digest.hex()).isEqualTo(ABC_HEX);
        assertThat(digest.algorithm()).isEqualTo(Digest.Algorithm.SHA256);
        assertThat(Digest.parse(ABC)).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(Digest.sha256(ABC_HEX)).isEqualTo(digest);
        assertThat(Digest.sha256(digest.bytes())).isEqualTo(digest);
    }

    @Test
    void md5IsReadInBothFormsOfOldLocks() {
        Digest digest = Digest.parse("md5-" + ABC_MD5);

        assertThat(digest).isEqualTo(Digest.parse(ABC_MD5)).isEqualTo(Digest.parse(ABC_MD5.toUpperCase(Locale.ROOT)));
        assertThat(digest).hasToString("md5-" + ABC_MD5).isNotEqualTo(Digest.parse(ABC));
        MessageDigest md5 = Digest.Algorithm.MD5.start();
        md5.update("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(Digest.of(Digest.Algorithm.MD5, md5)).isEqualTo(digest);
    }

    @Test
    void aDigestCannotBeChangedFromOutside() {
        Digest digest = Digest.parse(ABC);
        digest.bytes()[0] = 0;
        byte[] bytes = digest.bytes();
        Digest copy = Digest.sha256(bytes);
        bytes[0]++;

        assertThat(digest).hasToString(ABC).isEqualTo(copy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256-",
                "sha256-AAAA",
                "sha256-?",
                "sha512-AAAA",
                "md5-",
                "md5-900150983cd24fb0d6963f7d28e17f7",
                "900150983cd24fb0d6963f7d28e17f7",
                "900150983cd24fb0d6963f7d28e17f7g",
                "md5-90015098 cd24fb0d6963f7d28e17f72",
                "SHA256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void anArchiveNeedsASha256Digest() {
        assertThat(new Archive(Digest.parse(ABC), 0).size()).isZero();
        assertThatThrownBy(() -> new Archive(Digest.parse(ABC_MD5), 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Archive(Digest.parse(ABC), -1)).isInstanceOf(ProblemException.class);
    }
}
