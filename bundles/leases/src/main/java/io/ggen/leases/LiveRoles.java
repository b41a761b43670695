package io.ggen.leases;

import io.ggen.api.Checkup;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.roles.Lease;
import io.ggen.roles.RoleNames;
import io.ggen.roles.Roles;
import io.ggen.roles.Swaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Roles over providers that come and go; knows nothing of where they come from. */
final class LiveRoles implements Roles, Swaps {
    /** How often one step runs at most, however fast its providers leave. */
    static final int MOST_RUNS = 8;

    private final Bell bell;
    private final Leasing leasing;
    private final Selections selections;
    private final Object selecting = new Object();

    /**
     * Roles without a provider yet.
     *
     * @param selections where {@link #use} keeps what was selected
     * @param hostStops whether the whole host is stopping: then nobody is waited for, and no step runs again
     */
    LiveRoles(Bell bell, Selections selections, BooleanSupplier hostStops) {
        this.bell = bell;
        this.leasing = new Leasing(bell, hostStops);
        this.selections = selections;
        reselect();
    }

    /** A provider has come, or its facts have changed. */
    void arrived(Object key, Facts facts, Supply supply) {
        leasing.arrived(key, facts, supply);
    }

    /** A provider leaves. Returns when nobody uses it any more, or after 2 s. */
    void left(Object key) {
        leasing.left(key);
    }

    /** What is kept has changed behind our back. */
    void reselect() {
        synchronized (selecting) {
            Map<String, String> kept = selections.kept();
            if (kept != null) {
                leasing.select(kept);
            }
        }
    }

    /** Nobody waits any longer, and every provider is let go. */
    void close() {
        leasing.close();
    }

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        Hold<S> hold = leasing.lease(role, false, null, null);
        if (hold == null) {
            throw nobody(role);
        }
        return hold;
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        List<Candidate> all = leasing.search.all(role);
        List<Lease<S>> leases = new ArrayList<>(all.size());
        boolean complete = false;
        try {
            for (Candidate candidate : all) {
                Hold<S> hold = leasing.lease(role, false, new Wish(candidate, candidate.facts.name(), all), null);
                if (hold != null) {
                    leases.add(hold);
                }
            }
            complete = true;
            return leases;
        } finally {
            if (!complete) {
                for (Lease<S> lease : leases) {
                    lease.close();
                }
            }
        }
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        List<R> result = new ArrayList<>(1);
        if (!run(role, step, null, result)) {
            throw nobody(role);
        }
        return result.get(0);
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        List<Candidate> all = leasing.search.all(role);
        List<R> results = new ArrayList<>(all.size());
        for (Candidate candidate : all) {
            boolean ran = run(role, step, new Wish(candidate, candidate.facts.name(), all), results);
            assert ran || results.size() < all.size();
        }
        return results;
    }

    private <S, R, X extends Exception> boolean run(
            Class<S> role, Step<S, R, X> step, @Nullable Wish wish, List<R> results) throws X {
        Candidate died = null;
        Throwable death = null;
        for (int runs = 1; ; runs++) {
            Hold<S> hold = leaseAfter(role, wish, died, death);
            if (hold == null) {
                return false;
            }
            boolean over = false;
            try (hold) {
                R result = step.run(hold.get());
                over = true;
                leasing.steps.end(hold, null);
                results.add(result);
                return true;
            } catch (Throwable e) {
                if (over || !leasing.steps.end(hold, e) || runs == MOST_RUNS) {
                    throw e;
                }
                died = hold.candidate;
                death = e;
            }
        }
    }

    /** The lease for a run of a step, or for the run after the one that ended in {@code death}. */
    private <S> @Nullable Hold<S> leaseAfter(
            Class<S> role, @Nullable Wish wish, @Nullable Candidate died, @Nullable Throwable death) {
        if (died == null || death == null) {
            return leasing.lease(role, true, wish, null);
        }
        try {
            Hold<S> hold = leasing.lease(role, true, wish, died);
            if (hold != null) {
                leasing.ranAgainAfter(died);
            } else if (wish == null) {
                throw nobody(role);
            }
            return hold;
        } catch (ProblemException e) {
            e.addSuppressed(death);
            throw e;
        }
    }

    @Override
    public void use(String role, String name) {
        List<Candidate> displaced;
        synchronized (selecting) {
            refuseUnknown(role, name);
            selections.keep(role, name);
            displaced = leasing.select(leasing.selectionWith(role, name));
        }
        leasing.drain(displaced);
    }

    @Override
    public void admit(String role, String name) {
        synchronized (selecting) {
            refuseStranger(role, name);
            Set<String> names = admitted(role);
            if (names.add(name)) {
                if (names.size() > Admitted.MOST) {
                    throw Problem.of("there are " + Admitted.MOST + " of them already; nothing was added.")
                            .asException();
                }
                List<Candidate> displaced = keepAdmitted(role, names);
                assert displaced.isEmpty() : "who is admitted takes nobody's place";
            }
        }
    }

    @Override
    public boolean dismiss(String role, String name) {
        List<Candidate> displaced;
        synchronized (selecting) {
            Set<String> names = admitted(role);
            if (!names.remove(name)) {
                return false;
            }
            displaced = keepAdmitted(role, names);
        }
        leasing.drain(displaced);
        return true;
    }

    private Set<String> admitted(String role) {
        String key = Admitted.key(role);
        return Admitted.names(leasing.selectionWith(key, null).getOrDefault(key, ""));
    }

    private List<Candidate> keepAdmitted(String role, Set<String> names) {
        String key = Admitted.key(role);
        String text = String.join(" ", names);
        selections.keep(key, text);
        return leasing.select(leasing.selectionWith(key, text));
    }

    /** Only what packages bring can be added: all others are used already. */
    private void refuseStranger(String role, String name) {
        List<String> names = new ArrayList<>();
        bell.lock.lock();
        try {
            for (Candidate candidate : leasing.table.all()) {
                Facts facts = candidate.facts;
                if (!facts.role().equals(role) || facts.name().indexOf(' ') >= 0) {
                    continue;
                }
                if (facts.name().equals(name) && leasing.table.isTaken(facts)) {
                    throw Problem.of("there is a " + role + " '" + Texts.shown(name) + "' already; nothing was added.")
                            .asException();
                }
                if (facts.origin() == Facts.Origin.PACKAGE) {
                    names.add(facts.name());
                }
            }
            if (!leasing.table.isMany(role)) {
                throw Problem.of(
                                "of the role " + Texts.shown(role) + " one provider is used, so none can be added.",
                                "host:use " + Texts.shown(role) + " " + Texts.shown(name))
                        .asException();
            }
        } finally {
            bell.lock.unlock();
        }
        if (!names.contains(name)) {
            names.replaceAll(Texts::shown);
            throw Problem.of(
                            "no installed package brings a " + Texts.shown(role) + " '" + Texts.shown(name) + "'"
                                    + (names.isEmpty() ? "" : " (there is " + String.join(", ", names) + ")")
                                    + "; nothing was added.",
                            "ggen host services")
                    .asException();
        }
    }

    private void refuseUnknown(String role, String name) {
        List<String> roleNames = new ArrayList<>();
        for (Role known : roles()) {
            roleNames.add(known.name());
            if (known.name().equals(role)) {
                List<String> names = new ArrayList<>();
                for (Provider provider : known.providers()) {
                    names.add(Texts.shown(provider.name()));
                }
                if (!names.contains(name)) {
                    throw unknown("no " + role + " is called '" + Texts.shown(name) + "'", names);
                }
                return;
            }
        }
        throw unknown("there is no role '" + Texts.shown(role) + "'", roleNames);
    }

    private static ProblemException unknown(String what, List<String> known) {
        return Problem.of(
                        what + "; " + RoleNames.thereIs(known) + "; the selection is unchanged.", "ggen host services")
                .asException();
    }

    @Override
    public Watch watch(Class<?> role, Runnable changed) {
        return leasing.watchers.add(RoleNames.of(role), changed);
    }

    @Override
    public List<Role> roles() {
        bell.lock.lock();
        try {
            List<Role> roles = new ArrayList<>();
            for (Map.Entry<String, List<Candidate>> entry :
                    leasing.table.byRole().entrySet()) {
                List<Provider> providers = new ArrayList<>();
                for (Candidate candidate : entry.getValue()) {
                    Facts facts = candidate.facts;
                    providers.add(new Provider(
                            facts.name(),
                            leasing.table.isInUse(candidate),
                            facts.bundle(),
                            facts.origin().word,
                            facts.ranking()));
                }
                roles.add(new Role(entry.getKey(), leasing.table.isMany(entry.getKey()), providers));
            }
            return roles;
        } finally {
            bell.lock.unlock();
        }
    }

    List<Checkup.Finding> examine() {
        return RolesCheckup.examine(leasing);
    }

    @Override
    public long count() {
        bell.lock.lock();
        try {
            return leasing.pauses.count();
        } finally {
            bell.lock.unlock();
        }
    }

    @Override
    public Duration latestPause() {
        bell.lock.lock();
        try {
            return leasing.pauses.latest();
        } finally {
            bell.lock.unlock();
        }
    }

    @Override
    public Duration longestPause() {
        bell.lock.lock();
        try {
            return leasing.pauses.longest();
        } finally {
            bell.lock.unlock();
        }
    }

    private ProblemException nobody(Class<?> type) {
        return Absence.of(type, leasing).asException();
    }
}
