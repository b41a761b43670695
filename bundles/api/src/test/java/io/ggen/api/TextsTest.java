package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        String text = "Grüße, 世界! 👋 «a→b» é";

        assertThat(Texts.shown(text)).isEqualTo(text);
    }

    /** Escape, line ends, C1 controls, bidirectional overrides, zero width, separators, private use, half a surrogate. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b", "\n", "\r", "\t", "\0", "\u007f", "\u009b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028",
                "\u2029", "\ue000", "\ud800", "\udc00"
            })
    void whatCouldHarmATerminalIsReplaced(String bad) {
        assertThat(Texts.shown("a" + bad + "b")).isEqualTo("a?b");
    }

    @Test
    void aWordIsQuotedForAShellWhereItMust() {
        assertThat(Texts.quoted("/a/b-1.0_x")).isEqualTo("/a/b-1.0_x");
        assertThat(Texts.quoted("a@^1.0.0")).isEqualTo("'a@^1.0.0'");
        assertThat(Texts.quoted("it's")).isEqualTo("'it'\\''s'");
        assertThat(Texts.quoted("")).isEqualTo("''");
    }

    @Test
    void longTextIsCutAndSaysSo() {
        assertThat(Texts.shown("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(Texts.shown("x".repeat(121))).isEqualTo("x".repeat(119) + "…");
        assertThat(Texts.shown("abcdef", 4)).isEqualTo("abc…");
        assertThat(Texts.shown("ab👋cd", 4)).isEqualTo("ab?…");
        assertThat(Texts.shown("", 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/srv/My Cool Package, '/srv/My Cool Package'",
                "/srv/plain-1.0_x, /srv/plain-1.0_x",
                "it's, 'it'\\''s'",
                "$HOME, '$HOME'",
                "~ann, '~ann'",
                "a@^1.0.0, 'a@^1.0.0'",
                "a@1.0.0, a@1.0.0",
                "größe/世界, größe/世界",
                "\"\", ''"
            })
    void aWordOfACommandIsQuotedWhereAShellWouldTakeItApart(String word, String quoted) {
        assertThat(Texts.quoted(word)).isEqualTo(quoted);
    }

    @Test
    void aWordOfACommandIsNeverCutButHarmless() {
        assertThat(Texts.quoted("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(Texts.quoted("a\nb")).isEqualTo("'a?b'");
    }
}
