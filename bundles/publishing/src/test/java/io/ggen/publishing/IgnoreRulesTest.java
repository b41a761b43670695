package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "*.log|a.log|true",
                "*.log|deep/down/a.log|true",
                "*.log|a.log.txt|false",
                "/a.log|a.log|true",
                "/a.log|deep/a.log|false",
                "docs/*.md|docs/a.md|true",
                "docs/*.md|docs/deep/a.md|false",
                "docs/*.md|other/docs/a.md|false",
                "docs/**/a.md|docs/a.md|true",
                "docs/**/a.md|docs/x/y/a.md|true",
                "**/a.md|a.md|true",
                "**/a.md|x/a.md|true",
                "docs/**|docs/x/y|true",
                "docs/**|docs|false",
                "a?c|abc|true",
                "a?c|ac|false",
                "a?c|a/c|false",
                "a*b*c|aXbYc|true",
                "a*b*c|aXbY|false",
                "*|anything|true",
                "[a-c]x|bx|true",
                "[!a-c]x|bx|false",
                "[!a-c]x|dx|true",
                "[]x|[]x|true",
                "\\*.txt|*.txt|true",
                "\\*.txt|a.txt|false",
                "\\!x|!x|true",
                "\\#x|#x|true",
                "#x|#x|false",
                "out/|out|false",
            })
    void patternsFitAsGitFitsThem(String pattern, String path, boolean ignored) {
        assertThat(IgnoreRules.parse(pattern).ignores(path, false)).isEqualTo(ignored);
    }

    @Test
    void aSlashAtTheEndIsForFolders() {
        assertThat(IgnoreRules.parse("out/").ignores("deep/out", true)).isTrue();
        assertThat(IgnoreRules.parse("/out/").ignores("deep/out", true)).isFalse();
    }

    @Test
    void theLastRuleThatFitsDecides() {
        IgnoreRules rules = IgnoreRules.parse("# all but one\r\n*.log\r\n\r\n!keep.log   \nother.log\n");

        assertThat(rules.ignores("a.log", false)).isTrue();
        assertThat(rules.ignores("keep.log", false)).isFalse();
        assertThat(rules.ignores("a.txt", false)).isFalse();
    }

    @Test
    void noPatternTakesForever() {
        String pattern = "*a".repeat(5_000) + "b";
        String name = "a".repeat(255);
        String stars = "**/".repeat(5_000) + "x";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(IgnoreRules.parse(pattern).ignores(name, false)).isFalse();
            assertThat(IgnoreRules.parse(stars).ignores("a/".repeat(60) + "y", false))
                    .isFalse();
        });
    }
}
