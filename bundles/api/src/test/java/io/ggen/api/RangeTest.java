package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    /** Left: a range; then versions in it; then versions outside it. By node-semver's README. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    1.2.3              ; 1.2.3 1.2.3+b              ; 1.2.4 1.2.2 1.2.3-a
                    =1.2.3             ; 1.2.3                      ; 1.2.4
                    v1.2.3             ; 1.2.3                      ; 1.2.4
                    =v1.2.3            ; 1.2.3                      ; 1.2.4
                    1.2.3+b            ; 1.2.3 1.2.3+c              ; 1.2.4
                    1.2.3-a            ; 1.2.3-a                    ; 1.2.3 1.2.3-b
                    ""                 ; 0.0.0 99.0.0               ; 0.0.0-0 1.0.0-a
                    *                  ; 0.0.0 99.0.0               ; 1.0.0-a
                    x                  ; 0.0.0 99.0.0               ; 1.0.0-a
                    X.x.*              ; 0.0.0 99.0.0               ; 1.0.0-a
                    latest             ; 0.0.0 99.0.0               ; 1.0.0-a
                    1                  ; 1.0.0 1.99.99              ; 2.0.0 0.9.9 1.0.0-a 2.0.0-a
                    1.x                ; 1.0.0 1.99.99              ; 2.0.0 0.9.9
                    1.*.x              ; 1.0.0 1.99.99              ; 2.0.0 0.9.9
                    1.2                ; 1.2.0 1.2.99               ; 1.3.0 1.1.99 1.3.0-0
                    1.2.X              ; 1.2.0 1.2.99               ; 1.3.0 1.1.99
                    =1.2               ; 1.2.0 1.2.99               ; 1.3.0
                    1.2.x+build        ; 1.2.0 1.2.99               ; 1.3.0
                    1.x+build          ; 1.2.0                      ; 2.3.0
                    ^1.2.3             ; 1.2.3 1.99.0               ; 2.0.0 1.2.2 2.0.0-0 1.2.3-a 1.3.0-a
                    ^0.2.3             ; 0.2.3 0.2.9                ; 0.3.0 0.2.2 0.3.0-a
                    ^0.0.3             ; 0.0.3                      ; 0.0.4 0.0.2 0.0.4-a
                    ^0.0.0             ; 0.0.0                      ; 0.0.1
                    ^1.2.3-beta.2      ; 1.2.3-beta.2 1.2.3-rc 1.2.3 1.9.0 ; 1.2.3-beta.1 1.2.4-beta.2 2.0.0
                    ^0.0.3-beta        ; 0.0.3-beta 0.0.3-pr.2 0.0.3 ; 0.0.4 0.0.3-alpha
                    ^1.2.x             ; 1.2.0 1.9.9                ; 1.1.9 2.0.0
                    ^0.0.x             ; 0.0.0 0.0.9                ; 0.1.0
                    ^0.0               ; 0.0.0 0.0.9                ; 0.1.0
                    ^1.x               ; 1.0.0 1.9.9                ; 2.0.0 0.9.9
                    ^0.x               ; 0.0.0 0.9.9                ; 1.0.0
                    ^0                 ; 0.0.0 0.9.9                ; 1.0.0
                    ^x                 ; 0.0.0 9.9.9                ; 1.0.0-a
                    ^v1.2.3            ; 1.3.0                      ; 2.0.0
                    ^ 1.2.3            ; 1.3.0                      ; 2.0.0
                    ~1.2.3             ; 1.2.3 1.2.99               ; 1.3.0 1.2.2 1.2.4-a
                    ~1.2               ; 1.2.0 1.2.99               ; 1.3.0 1.1.9
                    ~1                 ; 1.0.0 1.99.0               ; 2.0.0 0.9.9
                    ~0.2.3             ; 0.2.3 0.2.9                ; 0.3.0 0.2.2
                    ~0                 ; 0.0.0 0.9.0                ; 1.0.0
                    ~1.2.3-beta.2      ; 1.2.3-beta.2 1.2.3-rc 1.2.3 1.2.9 ; 1.2.3-beta.1 1.2.4-beta.2 1.3.0
                    ~>1.2.3            ; 1.2.3 1.2.9                ; 1.3.0
                    ~ 1.2.3            ; 1.2.9                      ; 1.3.0
                    ~*                 ; 0.0.0 9.9.9                ; 1.0.0-a
                    >1.2.3             ; 1.2.4 2.0.0                ; 1.2.3 1.2.3+b 1.2.4-a
                    >1.2               ; 1.3.0 2.0.0                ; 1.2.9 1.3.0-a
                    >1                 ; 2.0.0                      ; 1.9.9
                    >=1.2.3            ; 1.2.3 9.0.0                ; 1.2.2 1.2.3-a 2.0.0-a
                    >=1.2              ; 1.2.0 9.0.0                ; 1.1.9
                    >=1.2.3-rc.1       ; 1.2.3-rc.1 1.2.3-rc.2 1.2.3 9.0.0 ; 1.2.3-beta 1.2.4-rc.1
                    <1.2.3             ; 1.2.2 0.0.0                ; 1.2.3 1.2.3-a
                    <1.2               ; 1.1.9                      ; 1.2.0 1.2.0-a
                    <2.0.0-rc.2        ; 2.0.0-rc.1 1.9.9 2.0.0-0   ; 2.0.0-rc.2 1.9.9-a
                    <=1.2.3            ; 1.2.3 1.2.3+b 0.0.0        ; 1.2.4
                    <=1.2              ; 1.2.9                      ; 1.3.0
                    <=1                ; 1.9.9                      ; 2.0.0
                    <*                 ; ""                         ; 0.0.0 0.0.0-0 1.0.0
                    >*                 ; ""                         ; 0.0.0 1.0.0
                    >=*                ; 0.0.0 1.0.0                ; 1.0.0-a
                    <=*                ; 0.0.0 1.0.0                ; 1.0.0-a
                    > 1.2.3 <  2.0.0   ; 1.2.4 1.9.9                ; 1.2.3 2.0.0
                    >=1.2.3 <2.0.0     ; 1.2.3 1.9.9                ; 2.0.0 2.0.0-a 1.2.2
                    >=2.0.0 <1.0.0     ; ""                         ; 0.9.0 1.5.0 2.0.0
                    ~1.2.1 >=1.2.3     ; 1.2.3 1.2.9                ; 1.2.2 1.3.0
                    ~1.2.1 =1.2.3      ; 1.2.3                      ; 1.2.2 1.2.4
                    * <2.0.0           ; 1.9.9                      ; 2.0.0 1.0.0-a
                    >=1.0.0-a <1.0.0-c ; 1.0.0-b 1.0.0-a            ; 1.0.0-c 0.9.0 1.0.0
                    1.2.3 - 2.3.4      ; 1.2.3 2.3.4                ; 1.2.2 2.3.5 1.2.3-a
                    1.2 - 2.3.4        ; 1.2.0 2.3.4                ; 1.1.9 2.3.5
                    1.2.3 - 2.3        ; 1.2.3 2.3.9                ; 2.4.0 2.4.0-0
                    1.2.3 - 2          ; 1.2.3 2.9.9                ; 3.0.0
                    1.0.0 - x          ; 1.0.0 9.0.0                ; 0.9.9
                    x - 2.0.0          ; 0.0.0 2.0.0                ; 2.0.1
                    1.2.3-a - 1.2.3    ; 1.2.3-a 1.2.3-b 1.2.3      ; 1.2.2 1.2.4
                    1.2.3 - 1.3.0-b    ; 1.2.3 1.3.0-a 1.3.0-b      ; 1.3.0 1.3.0-c 1.2.4-a
                    "1.2.3   -  2.0.0" ; 1.5.0                      ; 2.0.1
                    1.0.0 || 2.0.0     ; 1.0.0 2.0.0                ; 1.0.1 1.5.0
                    1.0.0||>=2.5.0||~3 ; 1.0.0 2.6.0 3.1.0 4.0.0    ; 1.1.0 2.4.0
                    ||                 ; 0.0.0 9.0.0                ; 1.0.0-a
                    1.0.0 ||           ; 1.0.0 9.0.0                ; 1.0.0-a
                    ^1.0.0 || ^2.0.0-b ; 1.5.0 2.0.0-b 2.0.0        ; 1.5.0-b 2.0.0-a 2.1.0-b
                    "  ^1.2.3  "       ; 1.2.3                      ; 2.0.0
                    9007199254740991.x ; 9007199254740991.9007199254740991.9007199254740991 ; 9007199254740990.0.0
                    """)
    void aRangeAllowsWhatNodeSemverAllows(String text, String inside, String outside) {
        Range range = Range.parse(text);

        for (String version : words(inside)) {
            assertThat(range.allows(Version.parse(version)))
                    .as("%s in %s", version, text)
                    .isTrue();
        }
        for (String version : words(outside)) {
            assertThat(range.allows(Version.parse(version)))
                    .as("%s in %s", version, text)
                    .isFalse();
        }
    }

    /** The same with prereleases (node-semver's includePrerelease). */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    latest             ; 1.0.0 2.0.0-a              ; ""
                    *                  ; 0.0.0-0 2.0.0-a            ; ""
                    1                  ; 1.0.0-a 1.5.0-a 1.9.9      ; 2.0.0-0 2.0.0 0.9.9
                    1.x                ; 1.0.0-a 1.5.0-a            ; 2.0.0-a
                    1.2.x              ; 1.2.0-0 1.2.3-a            ; 1.3.0-0 1.1.9
                    ^1.2.3             ; 1.2.4-a 1.9.0-a            ; 1.2.3-a 2.0.0-0 2.0.0-a
                    ^0.1.2             ; 0.1.3-a                    ; 0.1.2-a 0.2.0-a
                    ^1.2               ; 1.2.0-a                    ; 2.0.0-a
                    ^1                 ; 1.0.0-a                    ; 2.0.0-a
                    ~1.2               ; 1.2.0-a 1.2.9-a            ; 1.3.0-a
                    ~1.2.3             ; 1.2.4-a                    ; 1.2.3-a 1.3.0-a
                    >1.2               ; 1.3.0-a                    ; 1.2.9
                    >1.2.3             ; 1.2.4-a                    ; 1.2.3-a 1.2.3
                    >=1.2              ; 1.2.0-a                    ; 1.1.9
                    >=1.2.3            ; 1.2.4-a                    ; 1.2.3-a
                    <2                 ; 1.9.9-a                    ; 2.0.0-a
                    <2.0.0             ; 2.0.0-a 1.0.0-a            ; 2.0.0
                    <=1.2              ; 1.2.9-a                    ; 1.3.0-0
                    1.0.0 - 2.0.0      ; 1.0.0-a 1.5.0-a 2.0.0-a 2.0.0 ; 2.0.1-0 0.9.9
                    1.0.0-b - 2.0.0-b  ; 1.0.0-b 2.0.0-b            ; 1.0.0-a 2.0.0-c
                    1.0 - 2.0          ; 1.0.0-a 2.0.9-a            ; 2.1.0-0
                    1.2.3              ; 1.2.3                      ; 1.2.3-a
                    """)
    void prereleasesCountLikeOtherVersionsWhereTheyAreWanted(String text, String inside, String outside) {
        Range range = Range.parse(text);

        for (String version : words(inside)) {
            assertThat(range.allows(Version.parse(version), true))
                    .as("%s in %s", version, text)
                    .isTrue();
        }
        for (String version : words(outside)) {
            assertThat(range.allows(Version.parse(version), true))
                    .as("%s in %s", version, text)
                    .isFalse();
        }
        for (String version : words(inside)) {
            assertThat(range.allows(Version.parse(version), false)).isEqualTo(range.allows(Version.parse(version)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    >=1.0.0, <2.0.0 ; use a space between bounds, not a comma
                    >=              ; '>=' has no version behind it
                    ^               ; '^' has no version behind it
                    ^^1.0.0         ; in '^1.0.0', '^1.0.0' is not a number
                    ^1.0.0.0        ; in '1.0.0.0', '.0' does not belong there
                    1.0.0 -         ; in '-', '-' is not a number
                    - 1.0.0         ; in '-', '-' is not a number
                    1.0.0 - 2 - 3   ; 'A - B' must stand alone between '||'
                    1 2.0.0 - 3.0.0 ; 'A - B' must stand alone between '||'
                    1.0.0 | 2.0.0   ; in '|', '|' is not a number
                    1.x.5           ; in '1.x.5', '5' follows an 'x'
                    x.1             ; in 'x.1', '1' follows an 'x'
                    1.2-beta        ; in '1.2-beta', '-beta' does not belong there
                    01.0.0          ; in '01.0.0', '01' has a leading zero
                    ^1.0.0-01       ; in '1.0.0-01', '01' has a leading zero
                    >=1.0.0<2.0.0   ; in '1.0.0<2.0.0', '<2.0.0' does not belong there
                    newest          ; in 'newest', 'newest' is not a number
                    ^latest         ; in 'latest', 'latest' is not a number
                    git+https://a   ; in 'git+https://a', 'git+https://a' is not a number
                    !1.0.0          ; in '!1.0.0', '!1.0.0' is not a number
                    """)
    void whatIsNotARangeIsRefusedWithTheReason(String text, String reason) {
        assertThat(Range.isValid(text)).isFalse();
        assertThatThrownBy(() -> Range.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE))
                .hasMessage("'" + text + "' is not a range of versions: " + reason + ".");
    }

    @Test
    void numbersAboveTheLargestAreRefused() {
        assertThat(Range.isValid("^9007199254740992.0.0")).isFalse();
        assertThat(Range.isValid("^1.2.3-" + "a".repeat(251))).isFalse();
    }

    @Test
    void rangesAreComparedByTheirText() {
        assertThat(Range.parse(" ^1.0.0 ")).isEqualTo(Range.parse("^1.0.0")).hasSameHashCodeAs(Range.parse("^1.0.0"));
        assertThat(Range.parse("latest")).isSameAs(Range.LATEST).isNotEqualTo(Range.parse("*"));
        assertThat(Range.parse(" ^1.0.0  || 2 ")).hasToString("^1.0.0  || 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "=1.2.3", "v1.2.3", "= 1.2.3", "1.2.3+build"})
    void oneVersionAloneIsExact(String text) {
        assertThat(Range.parse(text).exact()).contains(Version.parse("1.2.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.2.x", "^1.2.3", "1.2.3 1.2.3", "1.2.3 || 1.2.3", "latest", "*", "", ">=1.2.3"})
    void anythingElseIsNot(String text) {
        assertThat(Range.parse(text).exact()).isEmpty();
    }

    @Test
    void exactlyAllowsThatVersionAlone() {
        for (String text : List.of("1.2.3", "1.2.3-rc.1", "0.0.0-0", "1.2.3+build")) {
            Range range = Range.exactly(Version.parse(text));
            assertThat(range.exact()).contains(Version.parse(text));
            assertThat(range.allows(Version.parse(text))).isTrue();
            assertThat(range.allows(Version.parse("1.2.4"))).isFalse();
            assertThat(range).hasToString(text);
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
    }
}
