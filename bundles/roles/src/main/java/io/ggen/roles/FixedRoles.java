package io.ggen.roles;

import io.ggen.api.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Roles filled once and for all, without a framework: for embedding and for tests. A provider fills every role whose
 * interface it implements; the first one named is the selected one.
 */
public final class FixedRoles implements Roles {
    private final List<Named> providers;

    private FixedRoles(List<Named> providers) {
        this.providers = List.copyOf(providers);
    }

    /** Roles filled by {@code providers}, best first. Wrap one as {@link Named} to give it a name. */
    public static Roles of(Object... providers) {
        List<Named> named = new ArrayList<>();
        for (Object provider : providers) {
            named.add(
                    provider instanceof Named n
                            ? n
                            : new Named(provider.getClass().getSimpleName(), provider));
        }
        return new FixedRoles(named);
    }

    /** A provider and its name, as in {@code ggen.name}. */
    public record Named(String name, Object provider) {}

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        List<Lease<S>> all = all(role);
        if (all.isEmpty()) {
            throw Problem.of("no " + role.getSimpleName().toLowerCase(Locale.ROOT) + " is installed.")
                    .asException();
        }
        return all.get(0);
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        return all(role);
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        return step.run(lease(role).get());
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        List<R> results = new ArrayList<>();
        for (Lease<S> lease : all(role)) {
            results.add(step.run(lease.get()));
        }
        return results;
    }

    @Override
    public List<Role> roles() {
        return List.of();
    }

    @Override
    public void use(String role, String name) {
        throw Problem.of("these roles are fixed; the selection is unchanged.").asException();
    }

    private <S> List<Lease<S>> all(Class<S> role) {
        List<Lease<S>> all = new ArrayList<>();
        for (Named named : providers) {
            if (role.isInstance(named.provider())) {
                all.add(new Held<>(named.name(), role.cast(named.provider())));
            }
        }
        return all;
    }

    private record Held<S>(String name, S provider) implements Lease<S> {
        @Override
        public S get() {
            return provider;
        }

        @Override
        public void close() {}
    }
}
