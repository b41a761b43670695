package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.semver4j.Semver;

/** Compares with org.semver4j where it follows the rules, and says so where it does not. */
class Semver4jTest {
    private static final int ROUNDS = 20_000;
    private static final String[] PRERELEASES = {"", "", "", "-alpha", "-alpha.1", "-alpha.10", "-beta", "-1", "-rc.x"};

    private final Random random = new Random(20261122);

    @Test
    void versionsAreOrderedAlike() {
        for (int i = 0; i < ROUNDS; i++) {
            String a = version();
            String b = version();

            assertThat(Integer.signum(Version.parse(a).compareTo(Version.parse(b))))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(new Semver(a).compareTo(new Semver(b))));
        }
    }

    @Test
    void plainRangesAllowTheSameVersions() {
        for (int i = 0; i < ROUNDS; i++) {
            String range = range();
            String version = number() + "." + number() + "." + number();

            assertThat(Range.parse(range).allows(Version.parse(version)))
                    .as("%s in %s", version, range)
                    .isEqualTo(new Semver(version).satisfies(range));
        }
    }

    /** Where org.semver4j 6.0.0 differs from node-semver; the answer is node-semver's. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ^0              ; 1.2.0 ; false
                    ~1.2.1 >=1.2.3  ; 1.3.0 ; false
                    x               ; 1.2.0 ; true
                    ^x              ; 1.2.0 ; true
                    ||              ; 1.2.0 ; true
                    1.0.0 - x       ; 1.2.0 ; true
                    """)
    void theRulesWinOverTheOracle(String range, String version, boolean allowed) {
        assertThat(Range.parse(range).allows(Version.parse(version))).isEqualTo(allowed);
        assertThat(new Semver(version).satisfies(range))
                .as("the oracle is wrong here")
                .isNotEqualTo(allowed);
    }

    @Test
    void textInIdentifiersIsOrderedAsTextEvenWithNumbersInIt() {
        assertThat(Version.parse("1.2.3-r100")).isLessThan(Version.parse("1.2.3-r2"));
        assertThat(new Semver("1.2.3-r100").compareTo(new Semver("1.2.3-r2")))
                .as("the oracle is wrong here")
                .isPositive();
    }

    private String version() {
        return number() + "." + number() + "." + number() + PRERELEASES[random.nextInt(PRERELEASES.length)]
                + (random.nextInt(5) == 0 ? "+build." + number() : "");
    }

    private String range() {
        String version = (1 + random.nextInt(3)) + "." + number() + "." + number();
        return switch (random.nextInt(9)) {
            case 0 -> version;
            case 1 -> "^" + version;
            case 2 -> "~" + version;
            case 3 -> ">=" + version + " <" + number() + "." + number() + "." + number();
            case 4 -> ">" + version;
            case 5 -> "<=" + version;
            case 6 -> version + " - " + number() + "." + number() + "." + number();
            case 7 -> "^0." + (1 + random.nextInt(3)) + "." + number();
            default -> version + " || ^" + number() + "." + (1 + random.nextInt(3)) + "." + number();
        };
    }

    private int number() {
        return random.nextInt(4);
    }
}
