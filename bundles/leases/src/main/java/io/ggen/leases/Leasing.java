package io.ggen.leases;

import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Hands out leases, and drains those of a provider that leaves. Providers are started and let go without the lock. */
final class Leasing {
    /** How long leases may go on once their provider leaves, and how long calls wait for a successor after that. */
    static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private static final long FAILURE_HOLDS = TimeUnit.SECONDS.toNanos(1);

    final Bell bell;
    final Table table = new Table();
    final Pauses pauses = new Pauses();
    final Steps steps;
    final Search search;
    final Watchers watchers = new Watchers();
    private final BooleanSupplier hostStops;

    Leasing(Bell bell, BooleanSupplier hostStops) {
        this.bell = bell;
        this.hostStops = hostStops;
        this.steps = new Steps(bell, hostStops);
        this.search = new Search(bell, table, pauses, hostStops);
    }

    void arrived(Object key, Facts facts, Supply supply) {
        List<Supply> idle;
        bell.lock.lock();
        try {
            Candidate known = table.get(key);
            if (known == null) {
                table.add(key, new Candidate(facts, supply));
            } else {
                table.changed(known, facts);
            }
            idle = takeIdle();
            bell.ring();
        } finally {
            bell.lock.unlock();
        }
        letGo(idle);
        watchers.changed(facts.role());
    }

    /** {@code key} leaves: returns when nobody uses it any more, or after the grace. */
    void left(Object key) {
        Candidate candidate;
        Table.Absentee absentee;
        bell.lock.lock();
        try {
            candidate = table.get(key);
            if (candidate == null) {
                return;
            }
            boolean used = table.isInUse(candidate);
            absentee = table.remove(key, candidate, bell.now());
            candidate.leaving = true;
            swapped(candidate, used);
        } finally {
            bell.lock.unlock();
        }
        watchers.changed(candidate.facts.role());
        List<Supply> idle;
        bell.lock.lock();
        try {
            drain(candidate);
            absentee.isGone(bell.now() + GRACE);
            idle = takeIdle();
            takeIdle(candidate, idle);
            bell.ring();
        } finally {
            bell.lock.unlock();
        }
        letGo(idle);
    }

    /** Changes the selection, and says who is no longer in use because of that. */
    List<Candidate> select(Map<String, String> names) {
        List<Candidate> displaced;
        List<Supply> idle;
        bell.lock.lock();
        try {
            displaced = table.inUse();
            table.select(names);
            displaced.removeAll(table.inUse());
            for (Candidate candidate : displaced) {
                swapped(candidate, true);
            }
            idle = takeIdle();
        } finally {
            bell.lock.unlock();
        }
        letGo(idle);
        watchers.changed();
        return displaced;
    }

    /** Returns when nobody uses any of {@code displaced} any more, or after the grace. */
    void drain(List<Candidate> displaced) {
        bell.lock.lock();
        try {
            for (Candidate candidate : displaced) {
                drain(candidate);
            }
        } finally {
            bell.lock.unlock();
        }
    }

    /** What is selected, with {@code name} for {@code role}, or as it is if {@code name} is null. */
    Map<String, String> selectionWith(String role, @Nullable String name) {
        bell.lock.lock();
        try {
            Map<String, String> names = new HashMap<>(table.selection());
            if (name != null) {
                names.put(role, name);
            }
            return names;
        } finally {
            bell.lock.unlock();
        }
    }

    /** A lease on who is in use as {@code type}, but not on {@code not}; null if there is nobody. */
    <S> @Nullable Hold<S> lease(Class<S> type, boolean step, @Nullable Wish wish, @Nullable Candidate not) {
        List<Candidate> passedOver = new ArrayList<>(2);
        if (not != null) {
            passedOver.add(not);
        }
        while (true) {
            Candidate candidate;
            bell.lock.lock();
            try {
                candidate = search.choose(type, wish, passedOver);
                if (candidate == null) {
                    return null;
                }
                Object service = candidate.service;
                if (service != null && type.isInstance(service)) {
                    return hold(type.cast(service), candidate, step);
                }
            } finally {
                bell.lock.unlock();
            }
            Hold<S> hold = start(type, candidate, step);
            if (hold != null) {
                return hold;
            }
            passedOver.add(candidate);
        }
    }

    private <S> @Nullable Hold<S> start(Class<S> type, Candidate candidate, boolean step) {
        Object service = null;
        String failure = "it gives no service";
        try {
            service = candidate.supply.get();
        } catch (RuntimeException | LinkageError e) {
            failure = Texts.shown(e.toString());
        }
        boolean extra = false;
        bell.lock.lock();
        try {
            if (service != null && type.isInstance(service) && !candidate.leaving && !search.closed) {
                extra = candidate.service != null;
                candidate.failure = null;
                candidate.service = extra ? candidate.service : service;
                return hold(type.cast(service), candidate, step);
            }
            extra = service != null;
            if (!candidate.leaving) {
                candidate.failure = service == null ? failure : "it was built against another " + type.getSimpleName();
                candidate.failureHoldsUntil = bell.now() + FAILURE_HOLDS;
            }
            return null;
        } finally {
            bell.lock.unlock();
            if (extra) {
                candidate.supply.unget();
            }
        }
    }

    private <S> Hold<S> hold(S service, Candidate candidate, boolean step) {
        Hold<S> hold = new Hold<>(this, candidate, service);
        candidate.holds.add(hold);
        if (step) {
            steps.begin(hold);
        }
        return hold;
    }

    void closed(Hold<?> hold) {
        List<Supply> idle = new ArrayList<>(1);
        bell.lock.lock();
        try {
            hold.candidate.holds.remove(hold);
            takeIdle(hold.candidate, idle);
            bell.ring();
        } finally {
            bell.lock.unlock();
        }
        letGo(idle);
    }

    /** Nobody waits any longer, and everything is let go. */
    void close() {
        List<Supply> idle = new ArrayList<>();
        bell.lock.lock();
        try {
            search.closed = true;
            for (Candidate candidate : table.all()) {
                if (candidate.service != null) {
                    candidate.service = null;
                    idle.add(candidate.supply);
                }
            }
            bell.ring();
        } finally {
            bell.lock.unlock();
        }
        letGo(idle);
    }

    private void swapped(Candidate candidate, boolean used) {
        candidate.left = true;
        candidate.leftAt = bell.now();
        if (used) {
            pauses.swapped();
        }
        bell.ring();
    }

    private void drain(Candidate candidate) {
        boolean interrupted = false;
        long until = bell.now() + GRACE;
        long left = GRACE;
        while (left > 0
                && !interrupted
                && candidate.isHeldByOthers()
                && !isBack(candidate)
                && !hostStops.getAsBoolean()) {
            try {
                bell.listen(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = until - bell.now();
        }
        if (!isBack(candidate)) {
            steps.revoke(candidate);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isLeaving(Candidate candidate) {
        bell.lock.lock();
        try {
            return !isBack(candidate);
        } finally {
            bell.lock.unlock();
        }
    }

    private boolean isBack(Candidate candidate) {
        return !candidate.leaving && table.isInUse(candidate);
    }

    private List<Supply> takeIdle() {
        List<Supply> idle = new ArrayList<>(0);
        for (Candidate candidate : table.all()) {
            takeIdle(candidate, idle);
        }
        return idle;
    }

    private void takeIdle(Candidate candidate, List<Supply> idle) {
        if (candidate.service != null && candidate.holds.isEmpty() && !isBack(candidate)) {
            candidate.service = null;
            idle.add(candidate.supply);
        }
    }

    /** A step that was under way on {@code died} has begun again elsewhere. */
    void ranAgainAfter(Candidate died) {
        bell.lock.lock();
        try {
            if (died.left) {
                pauses.heldUp(bell.now() - died.leftAt);
            }
        } finally {
            bell.lock.unlock();
        }
    }

    private static void letGo(List<Supply> idle) {
        for (Supply supply : idle) {
            supply.unget();
        }
    }
}
