package io.ggen.p2p.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();

    @Test
    void eventsHappenInOrderOfTimeThenOfMaking() {
        SplittableRandom random = new SplittableRandom(3);
        List<Long> happened = new ArrayList<>();
        List<Timers.Timer> timers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long number = i;
            long at = random.nextInt(500);
            timers.add(time.schedule(Duration.ofNanos(at), () -> happened.add(at << 32 | number)));
        }
        for (int i = 0; i < timers.size(); i += 2) {
            timers.get(i).cancel();
        }
        time.runFor(Duration.ofNanos(500));
        assertThat(happened).hasSize(10_000).isSorted();
        assertThat(time.now()).isEqualTo(500);
    }

    @Test
    void timersSetAgainAndAgainDoNotPileUp() {
        Timers.Timer last = () -> {};
        long before = used();
        for (int i = 0; i < 3_000_000; i++) {
            last.cancel();
            last = time.schedule(Duration.ofHours(1), () -> {});
        }
        assertThat(used() - before).isLessThan(50L * 1024 * 1024);
        assertThat(time.runNext()).isTrue();
        assertThat(time.runNext()).isFalse();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void timeStandsStillUntilItIsDriven() {
        List<String> happened = new ArrayList<>();
        time.schedule(Duration.ofSeconds(2), () -> happened.add("late"));
        time.schedule(Duration.ofSeconds(-1), () -> happened.add("now"));
        time.execute(() -> happened.add("then"));
        assertThat(happened).isEmpty();
        time.runFor(Duration.ofSeconds(1));
        assertThat(happened).containsExactly("now", "then");
        assertThat(time.clock().instant()).isEqualTo(Instant.parse("2026-11-22T00:00:01Z"));
        time.runFor(Duration.ofSeconds(1));
        assertThat(happened).containsExactly("now", "then", "late");
    }

    @Test
    void awaitingSaysWhenNothingMoreHappens() {
        assertThatThrownBy(() -> time.await(new CompletableFuture<>(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
        CompletableFuture<String> later = new CompletableFuture<>();
        time.schedule(Duration.ofSeconds(5), () -> later.complete("x"));
        assertThat(time.await(later, Duration.ofSeconds(9))).isEqualTo("x");
        assertThat(time.now()).isEqualTo(5_000_000_000L);
    }

    @Test
    void whatATaskThrowsComesOutWhereTimeIsDriven() {
        time.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(time::runNext).hasMessage("on purpose");
    }
}
