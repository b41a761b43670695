package io.ggen.catalog;

import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Roles filled by a list. */
final class FakeRoles implements Roles {
    final List<FakeRegistry> registries = new CopyOnWriteArrayList<>();

    FakeRoles(FakeRegistry... registries) {
        this.registries.addAll(List.of(registries));
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        List<R> results = new ArrayList<>();
        for (FakeRegistry registry : registries) {
            results.add(step.run(role.cast(registry)));
        }
        return results;
    }

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Role> roles() {
        return List.of();
    }

    @Override
    public void use(String role, String name) {
        throw new UnsupportedOperationException();
    }
}
