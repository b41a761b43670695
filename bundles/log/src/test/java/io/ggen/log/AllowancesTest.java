package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final Limits FEW = new Limits(1000, 2, 3, 60, 4, 10, 200, 3, 2);

    private long now = 1_000;
    private final Allowances allowances = new Allowances(FEW, () -> now);

    @Test
    void aLoggerWritesSomeLinesAtOnceAndThenSomeAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(allowances.take("a", "line " + i)).isZero();
        }
        assertThat(allowances.take("a", "line 3")).isEqualTo(-1);
        assertThat(allowances.take("a", "line 4")).isEqualTo(-1);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(allowances.take("a", "line 5")).isEqualTo(2);
        assertThat(allowances.take("a", "line 6")).isEqualTo(-1);
    }

    @Test
    void oneLoggerDoesNotSpendWhatAnotherHas() {
        for (int i = 0; i < 10; i++) {
            allowances.take("loud", "line " + i);
        }
        assertThat(allowances.take("quiet", "hello")).isZero();
    }

    @Test
    void theSameTextIsNotWrittenAgainForTenMinutes() {
        assertThat(allowances.take("a", "the disk is full")).isZero();
        now += TimeUnit.MINUTES.toNanos(9);
        assertThat(allowances.take("a", "the disk is full")).isEqualTo(-1);
        now += TimeUnit.MINUTES.toNanos(2);
        assertThat(allowances.take("a", "the disk is full")).isEqualTo(1);
        assertThat(allowances.take("a", "another")).isZero();
        assertThat(allowances.take("a", "the disk is full")).isEqualTo(-1);
    }

    @Test
    void whoHasNothingLeftIsRefusedBeforeTheLineIsMade() {
        assertThat(allowances.refuses("a")).isFalse();
        for (int i = 0; i < 3; i++) {
            allowances.take("a", "line " + i);
        }
        assertThat(allowances.refuses("a")).isTrue();
        assertThat(allowances.untold()).isEqualTo(Map.of("a", 1L));
        assertThat(allowances.untold()).isEmpty();
    }

    @Test
    void loggersBeyondTheLimitAreForgottenOldestFirst() {
        for (int i = 0; i < 3; i++) {
            allowances.take("old", "line " + i);
        }
        assertThat(allowances.refuses("old")).isTrue();
        for (int i = 0; i < FEW.loggers(); i++) {
            allowances.take("new " + i, "hello");
        }
        assertThat(allowances.refuses("old")).isFalse();
    }
}
