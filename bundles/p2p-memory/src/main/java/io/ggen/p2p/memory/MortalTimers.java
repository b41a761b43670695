package io.ggen.p2p.memory;

import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Timers whose tasks run only while somebody lives. */
record MortalTimers(Timers time, BooleanSupplier alive) implements Timers {
    @Override
    public long now() {
        return time.now();
    }

    @Override
    public void execute(Runnable task) {
        time.execute(() -> runIfAlive(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return time.schedule(delay, () -> runIfAlive(task));
    }

    private void runIfAlive(Runnable task) {
        if (alive.getAsBoolean()) {
            task.run();
        }
    }
}
