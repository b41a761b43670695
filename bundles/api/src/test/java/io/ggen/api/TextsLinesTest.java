package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsLinesTest {
    @Test
    void aSentenceBehindAColonBeginsSmallUnlessItBeginsWithAName() {
        assertThat(Texts.behindColon("No package is known.")).isEqualTo("no package is known.");
        assertThat(Texts.behindColon("A lock is damaged.")).isEqualTo("a lock is damaged.");
        assertThat(Texts.behindColon("N must be a number.")).isEqualTo("N must be a number.");
        assertThat(Texts.behindColon("P2P failed.")).isEqualTo("P2P failed.");
        assertThat(Texts.behindColon("Java 17 is needed.")).isEqualTo("Java 17 is needed.");
        assertThat(Texts.behindColon("'x' is no name.")).isEqualTo("'x' is no name.");
        assertThat(Texts.behindColon("")).isEmpty();
    }

    @Test
    void lineEndsAndRunsOfSpacesBecomeOneSpace() {
        assertThat(Texts.onOneLine("  one\n\ttwo \r\n three ")).isEqualTo("one two three");
        assertThat(Texts.onOneLine("")).isEmpty();
    }
}
