package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimersTest {
    @Test
    void tasksRunInOneThreadInTheirOrderAndAFailureStopsNothing() throws Exception {
        try (SystemTimers timers = new SystemTimers("lane")) {
            List<Integer> order = new CopyOnWriteArrayList<>();
            CompletableFuture<String> last = new CompletableFuture<>();
            long start = timers.now();
            timers.schedule(Duration.ofMillis(30), () -> order.add(3));
            timers.schedule(
                    Duration.ofMillis(31),
                    () -> last.complete(Thread.currentThread().getName()));
            timers.schedule(Duration.ofMillis(10), () -> order.add(9)).cancel();
            timers.execute(() -> {
                order.add(1);
                throw new IllegalStateException("a task that fails on purpose");
            });
            timers.execute(() -> order.add(2));
            assertThat(last.get(10, TimeUnit.SECONDS)).isEqualTo("lane");
            assertThat(order).containsExactly(1, 2, 3);
            assertThat(timers.now() - start).isGreaterThanOrEqualTo(30_000_000L);
        }
    }

    @Test
    void afterTheEndTasksAreDropped() {
        SystemTimers timers = new SystemTimers("lane");
        timers.close();
        timers.execute(() -> {
            throw new AssertionError("must not run");
        });
        timers.schedule(Duration.ofMillis(1), () -> {}).cancel();
    }
}
