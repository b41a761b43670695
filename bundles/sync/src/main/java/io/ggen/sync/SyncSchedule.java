package io.ggen.sync;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to reconcile with whom: with each peer that comes, when it turns out to have what is not here, when there is more to
 * get, and every five minutes with some peer. No socket, no record. For the lane of its timers.
 */
final class SyncSchedule {
    /** Runs a session; the stage completes on the lane. */
    @FunctionalInterface
    interface Runner {
        CompletionStage<Outcome> run(PeerId peer, Optional<Cursor> cursor);
    }

    /** A peer that speaks the protocol. */
    private static final class Partner {
        private final PeerId peer;
        private Timers.@Nullable Timer due;
        private boolean busy;
        private boolean inSync;
        private int failures;
        private int fruitless;
        private boolean begun;
        private long begunAt;
        private Optional<Cursor> cursor = Optional.of(Cursor.EVERYTHING);

        Partner(PeerId peer) {
            this.peer = peer;
        }
    }

    private final Timers timers;
    private final RandomGenerator random;
    private final SyncTimes times;
    private final SyncLimits limits;
    private final Runner runner;
    private final Map<PeerId, Partner> partners = new LinkedHashMap<>();
    private final Queue<Partner> waiting = new ArrayDeque<>();
    private int running;
    private boolean stopped;
    private Timers.@Nullable Timer tick;

    SyncSchedule(Timers timers, RandomGenerator random, SyncTimes times, SyncLimits limits, Runner runner) {
        this.timers = timers;
        this.random = random;
        this.times = times;
        this.limits = limits;
        this.runner = runner;
    }

    /** Begins the round of every five minutes. */
    void start() {
        tick = timers.schedule(about(times.period()), this::period);
    }

    /** Begins no session any more. */
    void stop() {
        stopped = true;
        cancel(tick);
        for (Partner partner : partners.values()) {
            cancel(partner.due);
        }
        waiting.clear();
    }

    private static void cancel(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private Duration about(Duration mean) {
        return Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
    }

    private void period() {
        if (stopped) {
            return;
        }
        List<Partner> idle = new ArrayList<>();
        for (Partner partner : partners.values()) {
            if (!partner.busy) {
                idle.add(partner);
            }
        }
        if (!idle.isEmpty()) {
            Partner partner = idle.get(random.nextInt(idle.size()));
            partner.fruitless = 0;
            enqueue(partner);
        }
        tick = timers.schedule(about(times.period()), this::period);
    }

    /** {@code peer} is connected and speaks the protocol. Calling it again does nothing. */
    void speaks(PeerId peer) {
        if (!stopped && partners.size() < limits.peers() && !partners.containsKey(peer)) {
            Partner partner = new Partner(peer);
            partners.put(peer, partner);
            due(partner, Duration.ofNanos((long) (times.onConnect().toNanos() * random.nextDouble())));
        }
    }

    /** {@code peer} is not connected any more, or does not speak the protocol any more. */
    void gone(PeerId peer) {
        Partner partner = partners.remove(peer);
        if (partner != null) {
            cancel(partner.due);
            waiting.remove(partner);
        }
    }

    /** A session that {@code peer} began has ended. */
    void served(PeerId peer, boolean differs, boolean mayLack) {
        Partner partner = partners.get(peer);
        if (partner == null || partner.busy || stopped) {
            return;
        }
        boolean isRested =
                !partner.begun || timers.now() - partner.begunAt > times.rest().toNanos();
        if (!differs) {
            partner.inSync = true;
        }
        if (mayLack && isRested) {
            partner.inSync = false;
            due(partner, about(times.askBack()));
        } else if (!mayLack && !partner.begun) {
            cancel(partner.due);
        }
    }

    private void due(Partner partner, Duration in) {
        cancel(partner.due);
        partner.due = timers.schedule(in, () -> enqueue(partner));
    }

    private void enqueue(Partner partner) {
        if (!stopped && !partner.busy && partners.get(partner.peer) == partner) {
            cancel(partner.due);
            partner.busy = true;
            waiting.add(partner);
            begin();
        }
    }

    private void begin() {
        while (running < limits.sessions() && !waiting.isEmpty()) {
            Partner partner = waiting.remove();
            running++;
            partner.begun = true;
            partner.begunAt = timers.now();
            Optional<Cursor> from = partner.cursor;
            partner.cursor = Optional.empty();
            runner.run(partner.peer, from).whenComplete((outcome, failure) -> {
                running--;
                partner.busy = false;
                if (outcome != null) {
                    ended(partner, outcome);
                } else {
                    failed(partner, from);
                }
                begin();
            });
        }
    }

    private void ended(Partner partner, Outcome outcome) {
        partner.failures = 0;
        partner.inSync = outcome.isWhole();
        if (outcome.isWhole()) {
            partner.fruitless = 0;
            return;
        }
        partner.cursor = Optional.of(outcome.rest());
        partner.fruitless = outcome.isFruitless() ? partner.fruitless + 1 : 0;
        if (partner.fruitless == 0) {
            enqueue(partner);
        } else if (partner.fruitless < limits.fruitless() && !stopped && partners.get(partner.peer) == partner) {
            due(partner, about(times.retry()));
        }
    }

    private void failed(Partner partner, Optional<Cursor> from) {
        partner.inSync = false;
        partner.cursor = from;
        if (++partner.failures <= times.retries() && !stopped && partners.get(partner.peer) == partner) {
            due(partner, about(times.retry()));
        }
    }

    /** How many peers are connected and speak the protocol. */
    int peers() {
        return partners.size();
    }

    /** With how many of them everything was reconciled, the last time. */
    int inSync() {
        int count = 0;
        for (Partner partner : partners.values()) {
            count += partner.inSync ? 1 : 0;
        }
        return count;
    }

    /** Where a catching up that takes more than one session has got to: the newest time that is yet to be reconciled. */
    Optional<Long> reached() {
        Optional<Long> newest = Optional.empty();
        for (Partner partner : partners.values()) {
            List<Span> open = partner.cursor.map(Cursor::open).orElse(List.of());
            if (!open.isEmpty()) {
                long seconds = open.get(open.size() - 1).upper().seconds();
                newest = Optional.of(Math.max(newest.orElse(seconds), seconds));
            }
        }
        return newest;
    }
}
