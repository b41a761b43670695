package io.ggen.node;

import io.ggen.api.Problem;
import io.ggen.p2p.api.Transport;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One role, filled as the test says; counts leases. */
final class FakeRoles implements Roles {
    private final List<Runnable> watchers = new ArrayList<>();
    private @Nullable Transport transport;
    private String name = "";
    int leases;

    void install(String newName, Transport newTransport) {
        name = newName;
        transport = newTransport;
        List.copyOf(watchers).forEach(Runnable::run);
    }

    void remove() {
        transport = null;
        List.copyOf(watchers).forEach(Runnable::run);
    }

    int watchers() {
        return watchers.size();
    }

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        Transport inOffice = transport;
        if (inOffice == null) {
            throw Problem.of("no transport is installed.").asException();
        }
        leases++;
        String heldName = name;
        return new Lease<>() {
            private boolean closed;

            @Override
            public S get() {
                return role.cast(inOffice);
            }

            @Override
            public String name() {
                return heldName;
            }

            @Override
            public boolean isLeaving() {
                return transport != inOffice;
            }

            @Override
            public void close() {
                leases -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public Watch watch(Class<?> role, Runnable changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
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
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Role> roles() {
        return List.of();
    }

    @Override
    public void use(String role, String provider) {
        throw new UnsupportedOperationException();
    }
}
