package io.ggen.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges as long as a stranger can make them. Anything that grew with the square of their length would take minutes. */
@Timeout(value = 5, unit = SECONDS)
class RangeSizeTest {
    @Test
    void aLongRangeIsReadInOneGo() {
        Range range = Range.parse("1.0.0 || ".repeat(14_000) + "2.0.0");

        assertThat(range.toString()).hasSizeGreaterThan(125_000);
        assertThat(range.allows(Version.parse("2.0.0"))).isTrue();
        assertThat(range.allows(Version.parse("3.0.0"))).isFalse();
    }

    @Test
    void whatIsLongerThanTheLongestIsRefused() {
        assertThat(Range.isValid("1" + " ".repeat(Range.LONGEST - 2) + "1")).isTrue();
        assertThatThrownBy(() -> Range.parse("1 " + " ".repeat(Range.LONGEST - 2) + "1"))
                .hasMessage("'1" + " ".repeat(118)
                        + "…' is not a range of versions: it has 131073 characters and at most 131072 are allowed.");
        assertThatThrownBy(() -> Range.parse("^".repeat(10_000_000)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it has 10000000 characters");
    }

    @Test
    void spacesAtTheEndsDoNotCount() {
        assertThat(Range.parse(" ".repeat(1_000_000) + "1.0.0" + " ".repeat(1_000_000)))
                .isEqualTo(Range.parse("1.0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"||", "<1", ">", "- ", "1 - 2 ", ">=1.0.0-a ", "1.", "x ", "^", "~>1 ", "=v1 ", "-", "1.0.0-a."})
    void whateverIsRepeatedIsReadOrRefusedAtOnce(String part) {
        String text = part.repeat(Range.LONGEST / part.length());

        if (Range.isValid(text)) {
            assertThat(Range.parse(text).exact()).isEmpty();
        } else {
            assertThatThrownBy(() -> Range.parse(text))
                    .isInstanceOf(ProblemException.class)
                    .message()
                    .hasSizeLessThan(300);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*||", "1||", ">=1.0.0-0 ", ">=1.0.0-0||", "<2.0.0 ", "1.0.0-p9||", "0.0.0 - 9.0.0||"})
    void tenThousandVersionsAreComparedWithALongRangeInOneGo(String part) {
        Range range = Range.parse(part.repeat(Range.LONGEST / part.length() - 1) + "<2");
        List<Version> prereleases = new ArrayList<>();
        List<Version> stable = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            prereleases.add(Version.parse("1.0.0-p" + i));
            stable.add(Version.parse("1." + i + ".0"));
        }
        prereleases.sort(null);

        int named = part.contains("-0") ? 10_000 : part.contains("-p9") ? 1 : 0;
        assertThat(range.allowedAmong(prereleases, false).cardinality()).isEqualTo(named);
        assertThat(range.allowedAmong(stable, false).cardinality()).isEqualTo(10_000);
        assertThat(range.allowedAmong(stable, true).cardinality()).isEqualTo(10_000);
    }
}
