package io.ggen.api.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void theTimeLeftRunsDownToZero() {
        AtomicLong now = new AtomicLong(100);
        Deadline deadline = Deadline.in(Duration.ofNanos(50), now::get);

        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(50));
        assertThat(deadline.passed()).isFalse();
        now.set(149);
        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(1));
        assertThat(deadline.passed()).isFalse();
        now.set(150);
        assertThat(deadline.left()).isZero();
        assertThat(deadline.passed()).isTrue();
        now.set(10_000);
        assertThat(deadline.left()).isZero();
    }

    @Test
    void aClockThatOverflowsDoesNotMatter() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        Deadline deadline = Deadline.in(Duration.ofNanos(50), now::get);

        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(50));
        now.set(Long.MIN_VALUE + 38);
        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(1));
        now.set(Long.MIN_VALUE + 39);
        assertThat(deadline.passed()).isTrue();
    }

    @Test
    void onTheSystemsClockAnHourIsNotOverAtOnce() {
        assertThat(Deadline.in(Duration.ofHours(1)).passed()).isFalse();
        assertThat(Deadline.in(Duration.ZERO).passed()).isTrue();
    }
}
