package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "hello-world",
                "a.b_c-d",
                "scope/name",
                "9lives/x",
                "console",
                "com10",
                "xcon/a",
                "a--",
                "lpt"
            })
    void theseAreNames(String text) {
        assertThat(PackageName.isValid(text)).isTrue();
        assertThat(new PackageName(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""        | it is empty
                    Hello     | a name is lower-case letters
                    a b       | a name is lower-case letters
                    -a        | a name is lower-case letters
                    .a        | a name is lower-case letters
                    _a        | a name is lower-case letters
                    a/        | a name is lower-case letters
                    /a        | a name is lower-case letters
                    /         | a name is lower-case letters
                    a//b      | a name is lower-case letters
                    a/b/c     | a name is lower-case letters
                    a/-b      | a name is lower-case letters
                    a/..      | a name is lower-case letters
                    ..        | a name is lower-case letters
                    a\\b      | a name is lower-case letters
                    ä         | a name is lower-case letters
                    a@1       | a name is lower-case letters
                    con       | 'con' is the name of a device on Windows
                    aux.txt   | 'aux.txt' is the name of a device on Windows
                    nul.a.b   | 'nul.a.b' is the name of a device on Windows
                    com1/a    | 'com1' is the name of a device on Windows
                    a/lpt9    | 'lpt9' is the name of a device on Windows
                    a.        | 'a.' ends in a dot
                    a./b      | 'a.' ends in a dot
                    a/b..     | 'b..' ends in a dot
                    """)
    void theseAreNotAndTheRuleIsTold(String text, String rule) {
        assertThat(PackageName.isValid(text)).isFalse();
        assertThatThrownBy(() -> new PackageName(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE))
                .hasMessageStartingWith("'" + text + "' is not a package name: " + rule);
    }

    @Test
    void aNameHasAtMost214Characters() {
        assertThat(PackageName.isValid("a/" + "b".repeat(212))).isTrue();
        assertThatThrownBy(() -> new PackageName("b".repeat(215)))
                .hasMessageContaining("it has 215 characters and at most 214 are allowed");
    }

    @Test
    void textFromStrangersIsMadeSafeInTheMessage() {
        assertThatThrownBy(() -> new PackageName("\u001b[31m\n"))
                .hasMessageStartingWith("'?[31m?' is not a package name");
    }

    @Test
    void aNameIsComparedByItsTextAndFitsIntoAFileName() {
        assertThat(new PackageName("a")).isEqualTo(new PackageName("a")).hasSameHashCodeAs(new PackageName("a"));
        assertThat(new PackageName("a")).isNotEqualTo(new PackageName("b")).isLessThan(new PackageName("a-b"));
        assertThat(new PackageName("scope/name").fileName()).isEqualTo("scope-name");
    }
}
