package io.ggen.roles;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Roles filled once and for all, without a framework: for embedding and for tests. A provider fills the role of every
 * interface it implements (the interface's constant {@code ROLE}, or else its simple name in small letters). The first
 * one named is the selected one; of a role with many, all are used, in the order given. Nobody leaves, so no step is cut short
 * or runs again; {@link #use} is for the leases and steps that begin after it.
 */
public final class FixedRoles implements Roles {
    private final List<Seat> seats = new ArrayList<>();
    private final Map<String, String> selection = new ConcurrentHashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    private FixedRoles() {}

    /** Roles filled by {@code providers}, best first. Wrap one as {@link Named} to give it a name. */
    public static Roles of(Object... providers) {
        FixedRoles roles = new FixedRoles();
        for (Object given : providers) {
            Object provider = given instanceof Named named ? named.provider() : given;
            Class<?> type = provider.getClass();
            String name = given instanceof Named named ? named.name() : type.getSimpleName();
            String bundle = given instanceof Named ? name : type.getName();
            RoleNames.filledBy(type)
                    .forEach((role, types) -> roles.seats.add(new Seat(role, name, bundle, types, provider)));
        }
        return roles;
    }

    /** A provider and its name, as in {@code ggen.name}. */
    public record Named(String name, Object provider) {}

    /** One provider in one role, with the names of the types it can be leased as. */
    private record Seat(String role, String name, String bundle, Set<String> types, Object provider) {}

    private record Watcher(String role, Runnable changed) {}

    private final class Held<S> implements Lease<S> {
        private final Seat seat;
        private final S provider;

        Held(Seat seat, Class<S> type) {
            this.seat = seat;
            this.provider = type.cast(seat.provider());
        }

        @Override
        public S get() {
            return provider;
        }

        @Override
        public String name() {
            return seat.name();
        }

        @Override
        public boolean isLeaving() {
            return !isInUse(seat);
        }

        @Override
        public void close() {}
    }

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        List<Seat> best = bestFirst(role);
        if (best.isEmpty()) {
            throw Problem.of("no " + RoleNames.of(role) + " is installed.", "ggen host services")
                    .asException();
        }
        return new Held<>(best.get(0), role);
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        List<Lease<S>> leases = new ArrayList<>();
        for (Seat seat : bestFirst(role)) {
            if (leases.isEmpty() || RoleNames.isForMany(seat.role())) {
                leases.add(new Held<>(seat, role));
            }
        }
        return leases;
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        return step.run(lease(role).get());
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        List<R> results = new ArrayList<>();
        for (Lease<S> lease : leaseAll(role)) {
            results.add(step.run(lease.get()));
        }
        return results;
    }

    @Override
    public Watch watch(Class<?> role, Runnable changed) {
        Watcher watcher = new Watcher(RoleNames.of(role), changed);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public List<Role> roles() {
        Map<String, List<Provider>> roles = new TreeMap<>();
        for (Seat seat : bestFirst(seats)) {
            roles.computeIfAbsent(seat.role(), role -> new ArrayList<>())
                    .add(new Provider(seat.name(), isInUse(seat), seat.bundle(), "distribution", 0));
        }
        List<Role> all = new ArrayList<>();
        roles.forEach((role, providers) -> all.add(new Role(role, RoleNames.isForMany(role), providers)));
        return all;
    }

    @Override
    public void use(String role, String name) {
        List<String> names = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat.role().equals(role)) {
                names.add(seat.name());
            }
        }
        if (!names.contains(name)) {
            throw unknown(role, name, names);
        }
        selection.put(role, name);
        for (Watcher watcher : watchers) {
            if (watcher.role().equals(role)) {
                watcher.changed().run();
            }
        }
    }

    private static ProblemException unknown(String role, String name, List<String> names) {
        return Problem.of(
                        "no " + Texts.shown(role) + " is called '" + Texts.shown(name) + "'; "
                                + Texts.shown(RoleNames.thereIs(names)) + "; the selection is unchanged.",
                        "ggen host services")
                .asException();
    }

    private boolean isInUse(Seat seat) {
        if (RoleNames.isForMany(seat.role())) {
            return true;
        }
        for (Seat other : bestFirst(seats)) {
            if (other.role().equals(seat.role())) {
                return other.provider() == seat.provider();
            }
        }
        return false;
    }

    private List<Seat> bestFirst(Class<?> type) {
        List<Seat> fitting = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat.types().contains(type.getName())) {
                fitting.add(seat);
            }
        }
        return bestFirst(fitting);
    }

    /** Those that were selected come before the others. */
    private List<Seat> bestFirst(List<Seat> given) {
        List<Seat> chosen = new ArrayList<>();
        List<Seat> others = new ArrayList<>();
        for (Seat seat : given) {
            (seat.name().equals(selection.get(seat.role())) ? chosen : others).add(seat);
        }
        chosen.addAll(others);
        return chosen;
    }
}
