package io.ggen.installer;

import io.ggen.api.extractor.Extractor;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.util.List;

/** Runs every extraction twice, as happens when the extractor is swapped while it works. */
record TwiceRoles(Roles real) implements Roles {
    @Override
    public <S> Lease<S> lease(Class<S> role) {
        return real.lease(role);
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        return real.leaseAll(role);
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        if (role == Extractor.class) {
            real.call(role, step);
        }
        return real.call(role, step);
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        return real.callAll(role, step);
    }

    @Override
    public List<Role> roles() {
        return real.roles();
    }

    @Override
    public void use(String role, String name) {
        real.use(role, name);
    }
}
