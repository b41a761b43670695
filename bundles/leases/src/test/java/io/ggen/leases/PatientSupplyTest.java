package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatientSupplyTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final CountDownLatch comesUp = new CountDownLatch(1);
    private final AtomicInteger got = new AtomicInteger();
    private final AtomicInteger letGo = new AtomicInteger();

    /** Comes up when the latch says so. */
    private final class Slow implements Supply {
        @Override
        public Object get() {
            try {
                assertThat(comesUp.await(50, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            got.incrementAndGet();
            return "up";
        }

        @Override
        public void unget() {
            letGo.incrementAndGet();
        }

        @Override
        public boolean isGoing() {
            return false;
        }
    }

    @Test
    void aProviderThatDoesNotComeUpIsGivenUpAndNotTriedTwiceAtATime() {
        Supply supply = new PatientSupply(new Slow(), "slow", SHORT);
        assertThatThrownBy(supply::get).hasMessage("it did not come up within 50 ms");
        assertThatThrownBy(supply::get).hasMessage("it has not come up for more than 50 ms");
        comesUp.countDown();
        Object late = null;
        while (late == null) {
            try {
                late = supply.get();
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
        assertThat(late).isEqualTo("up");
        assertThat(got).hasValue(1);
        assertThat(supply.get()).isEqualTo("up");
        assertThat(got).hasValue(2);
        assertThat(letGo).hasValue(0);
    }

    @Test
    void whoIsInterruptedMeanwhileHearsItAfterwards() {
        Supply supply = new PatientSupply(new Slow(), "slow", LONG);
        Thread.currentThread().interrupt();
        comesUp.countDown();
        assertThat(supply.get()).isEqualTo("up");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatItsStartThrowsIsThrownHere() {
        Supply broken = new PatientSupply(
                new Supply() {
                    @Override
                    public Object get() {
                        throw new UnsupportedOperationException("no");
                    }

                    @Override
                    public void unget() {}

                    @Override
                    public boolean isGoing() {
                        return true;
                    }
                },
                "broken",
                LONG);
        assertThatThrownBy(broken::get)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no");
        assertThat(broken.isGoing()).isTrue();
    }
}
