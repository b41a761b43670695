package io.ggen.kademlia;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The first moments of a node, in which nobody is known yet but somebody is being dialled: lookups wait for that a little,
 * lest a command that has just begun hears that nobody is there. On the lane.
 */
final class Arrivals {
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Core core;
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private Runnable whenAlone = () -> {};
    private boolean begun;
    private boolean alone = true;
    private long until;

    Arrivals(Core core) {
        this.core = core;
    }

    /** What to do when somebody comes to a node that knew nobody. */
    void whenAlone(Runnable task) {
        whenAlone = task;
    }

    /** The node starts now. */
    void begin() {
        begun = true;
        until = core.now() + PATIENCE.toNanos();
        core.timers.schedule(PATIENCE, this::release);
    }

    /** Whether it is worth while to wait for {@link #first}. */
    boolean mayCome() {
        return begun && core.table.size() == 0 && until - core.now() > 0;
    }

    int waiting() {
        return waiting.size();
    }

    /** Completes when somebody is known, {@code within} has passed, or it is not worth while to wait any more. */
    CompletionStage<Void> first(Duration within) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        waiting.add(first);
        Runnable enough = () -> {
            waiting.remove(first);
            first.complete(null);
        };
        var limit = core.timers.schedule(within, enough);
        return first.thenRun(limit::cancel);
    }

    /** Somebody is in the table. */
    void somebody() {
        if (alone && begun) {
            alone = false;
            core.timers.execute(whenAlone);
            core.timers.execute(this::release);
        }
    }

    /** Nobody is, as a look round has shown. */
    void nobody() {
        alone = true;
    }

    void release() {
        List<CompletableFuture<Void>> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(null));
    }
}
