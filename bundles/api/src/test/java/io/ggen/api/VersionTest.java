package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    /** Lowest first, by section 11 of semver.org. */
    private static final List<String> ASCENDING = List.of(
            "0.0.0-0",
            "0.0.0",
            "0.0.1-9007199254740991",
            "0.0.1-9007199254740992",
            "0.0.1-99999999999999999999",
            "0.0.1--",
            "0.0.1-A",
            "0.0.1-a",
            "0.0.1",
            "0.0.9",
            "0.0.10",
            "0.9.0",
            "0.10.0",
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-10.0",
            "1.0.0-10a",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.1.0",
            "1.0.0-alpha.2",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-r100",
            "1.0.0-r2",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
            "26.7.9",
            "26.7.10",
            "9007199254740991.0.0");

    @Test
    void theOrderIsThatOfSemverOrg() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                Version a = Version.parse(ASCENDING.get(i));
                Version b = Version.parse(ASCENDING.get(j));
                assertThat(Integer.signum(a.compareTo(b))).as("%s and %s", a, b).isEqualTo(Integer.compare(i, j));
                assertThat(a.equals(b)).as("%s and %s", a, b).isEqualTo(i == j);
            }
        }
    }

    @Test
    void buildMetadataIsKeptAndHasNoPartInOrderOrEquality() {
        Version plain = Version.parse("1.0.0-rc.1");
        Version build = Version.parse("1.0.0-rc.1+exp.sha.5114f85.-.001");

        assertThat(build).isEqualByComparingTo(plain).isEqualTo(plain).hasSameHashCodeAs(plain);
        assertThat(build).hasToString("1.0.0-rc.1+exp.sha.5114f85.-.001");
        assertThat(build.build()).isEqualTo("exp.sha.5114f85.-.001");
        assertThat(plain.build()).isEmpty();
    }

    @Test
    void aVersionSaysItsParts() {
        Version version = Version.parse("1.22.333-rc.4+b");

        assertThat(List.of(version.major(), version.minor(), version.patch())).containsExactly(1L, 22L, 333L);
        assertThat(version.isPrerelease()).isTrue();
        assertThat(Version.of(1, 2, 3)).hasToString("1.2.3").isEqualTo(Version.parse("1.2.3"));
        assertThat(Version.parse("1.2.3+rc").isPrerelease()).isFalse();
    }

    @Test
    void everyVersionThatIsReadIsWrittenAsItWas() {
        for (String text : ASCENDING) {
            assertThat(Version.parse(text)).hasToString(text);
            assertThat(Version.parse(text + "+0.01")).hasToString(text + "+0.01");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                       | it is empty
                    1                        | it needs three numbers
                    1.2                      | it needs three numbers
                    1.2.x                    | it needs three numbers
                    *                        | it needs three numbers
                    1.2.                     | a number is missing at its end
                    1.2.3.4                  | '.4' does not belong there
                    1.2.3-                   | an identifier in it is empty
                    1.2.3-a..b               | an identifier in it is empty
                    1.2.3+                   | an identifier in it is empty
                    1.2.3+a+b                | '+b' does not belong there
                    1.2.3-01                 | '01' has a leading zero
                    1.2.3-a.00               | '00' has a leading zero
                    01.2.3                   | '01' has a leading zero
                    1.02.3                   | '02' has a leading zero
                    v1.2.3                   | 'v1.2.3' is not a number
                    -1.2.3                   | '-1.2.3' is not a number
                    1.-2.3                   | '-2.3' is not a number
                    1.2.3 4                  | ' 4' does not belong there
                    "1.2.3 "                 | ' ' does not belong there
                    1.2.3-ä                  | an identifier in it is empty
                    1.2.3-a_b                | '_b' does not belong there
                    ٣.0.0                    | '٣.0.0' is not a number
                    9007199254740992.0.0     | a number in it is larger than 9007199254740991
                    1.99999999999999999999.0 | a number in it is larger than 9007199254740991
                    """)
    void whatIsNotAVersionIsRefusedWithTheReason(String text, String reason) {
        assertThat(Version.isValid(text)).isFalse();
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE))
                .hasMessage("'" + text + "' is not a version: " + reason
                        + "; a version is MAJOR.MINOR.PATCH, as in 1.0.0.");
    }

    @Test
    void aVersionHasAtMost256Characters() {
        String longest = "1.2.3-" + "a".repeat(250);

        assertThat(Version.parse(longest)).hasToString(longest);
        assertThat(Version.isValid(longest + "a")).isFalse();
        assertThatThrownBy(() -> Version.parse(longest + "a"))
                .hasMessageContaining("it has more than 256 characters")
                .message()
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0", "1.0.0--", "1.0.0-0a", "1.0.0-00a", "1.0.0+00", "1.0.0-x-y-z.--", "1.0.0+-"})
    void unusualVersionsAreVersions(String text) {
        assertThat(Version.parse(text)).hasToString(text);
    }
}
