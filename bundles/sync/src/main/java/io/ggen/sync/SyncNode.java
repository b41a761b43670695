package io.ggen.sync;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.records.RecordId;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Both protocols on one host: answers, asks, and reconciles with peers by itself from {@link #start} to {@link #close}. */
final class SyncNode implements NetworkPart {
    private final Core core;
    private final RecordClient client;
    private final RecordServer records;
    private final SyncServer server;
    private final SyncSchedule schedule;
    private final Set<RecordId> claims = new HashSet<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final Totals totals = new Totals();
    private volatile Map<PeerId, List<Fact>> about = Map.of();
    private volatile List<Fact> status = List.of();

    /** What all sessions that this host began came to, those that failed included. */
    private static final class Totals {
        private long sessions;
        private long failed;
        private long records;
        private long news;
        private @Nullable Instant last;
    }

    /** One that asks {@code store} on {@code disk}, which may refuse work when it has too much. */
    SyncNode(
            Host host,
            Timers timers,
            Clock clock,
            RandomGenerator random,
            RecordStore store,
            Executor disk,
            SyncLimits limits,
            SyncTimes times,
            Blame blame) {
        core = new Core(host, timers, clock, random, store, disk, limits, blame);
        client = new RecordClient(core);
        records = new RecordServer(core);
        schedule = new SyncSchedule(timers, random, times, limits, this::run);
        server = new SyncServer(core, (peer, differs, mayLack) -> {
            schedule.served(peer, differs, mayLack);
            tell();
        });
    }

    /** Offers the protocols and begins to reconcile. */
    synchronized void start() {
        core.timers.execute(() -> {
            schedule.start();
            tell();
        });
        registrations.add(core.host.handle(records));
        registrations.add(core.host.handle(server));
        registrations.add(core.host.listen(new Peers()));
    }

    /** Ends it; sessions under way come to their end by themselves. */
    synchronized void close() {
        for (Registration registration : registrations) {
            registration.close();
        }
        registrations.clear();
        core.timers.execute(schedule::stop);
    }

    /** What asks peers for records. */
    RecordExchange exchange() {
        return client;
    }

    /** Begins a session now, whatever the schedule says. */
    CompletionStage<Outcome> sync(PeerId peer) {
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        core.timers.execute(() -> run(peer, Optional.empty()).whenComplete((outcome, failure) -> {
            if (failure == null) {
                result.complete(outcome);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    private CompletionStage<Outcome> run(PeerId peer, Optional<Cursor> cursor) {
        if (core.isBanned(peer)) {
            return CompletableFuture.failedFuture(new FaultException(Fault.UNASKED));
        }
        SyncSession session = new SyncSession(core, peer, cursor, claims);
        return session.run().whenComplete((outcome, failure) -> {
            if (outcome != null && outcome.rounds() == core.limits.rounds() && outcome.isVain()) {
                core.fault(peer, Fault.ENDLESS);
            }
            ended(peer, session.tally(), outcome, failure);
        });
    }

    private void ended(PeerId peer, Tally tally, @Nullable Outcome outcome, @Nullable Throwable failure) {
        totals.sessions++;
        totals.records += tally.records();
        totals.news += tally.news();
        if (outcome == null) {
            totals.failed++;
            String why = String.valueOf(failure == null ? "" : failure.getMessage());
            remember(peer, tally.news() == 0 ? why : tally.news() + " new, then: " + why);
        } else {
            totals.last = core.clock.instant();
            remember(
                    peer,
                    tally.news() + " new in " + outcome.rounds() + " round trips"
                            + (outcome.isWhole() ? "" : ", more to come"));
        }
        // The schedule hears of it behind this; what it makes of it is to be told as well.
        core.timers.execute(this::tell);
    }

    private void remember(PeerId peer, String last) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("sync", last));
        String trouble = core.conduct.trouble(peer);
        if (trouble != null) {
            facts.add(new Fact("sync trouble", trouble));
        }
        Map<PeerId, List<Fact>> next = new LinkedHashMap<>(about);
        next.remove(peer);
        if (next.size() >= core.limits.peers()) {
            next.remove(next.keySet().iterator().next());
        }
        next.put(peer, List.copyOf(facts));
        about = Collections.unmodifiableMap(next);
    }

    private void tell() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("in sync with", schedule.inSync() + " of " + schedule.peers() + " peers"));
        schedule.reached()
                .ifPresent(seconds -> facts.add(new Fact(
                        "catching up",
                        seconds >= 0 ? "all since " + Instant.ofEpochSecond(seconds) + " is here" : "just begun")));
        facts.add(Fact.of("new records", totals.news));
        facts.add(Fact.of("records", totals.records));
        facts.add(Fact.of("sessions", totals.sessions));
        facts.add(Fact.of("failed", totals.failed));
        facts.add(Fact.of("served", server.served()));
        facts.add(new Fact("last", totals.last == null ? "never" : totals.last.toString()));
        facts.add(Fact.of("faults", core.conduct.faults()));
        status = List.copyOf(facts);
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public List<Fact> status() {
        return status;
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return about.getOrDefault(peer, List.of());
    }

    private final class Peers implements PeerListener {
        @Override
        public void identified(PeerInfo info) {
            boolean speaks = info.protocols().contains(Core.SYNC);
            core.timers.execute(() -> {
                if (speaks) {
                    schedule.speaks(info.peer());
                } else {
                    schedule.gone(info.peer());
                }
                tell();
            });
        }

        @Override
        public void disconnected(PeerId peer, String why) {
            core.timers.execute(() -> {
                schedule.gone(peer);
                tell();
            });
        }
    }
}
