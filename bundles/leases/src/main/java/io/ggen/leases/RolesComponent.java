package io.ggen.leases;

import io.ggen.api.Checkup;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import io.ggen.roles.Swaps;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;

/** {@link LiveRoles} over the services of this framework. Does not restart when its configuration changes. */
@Component(
        service = {Roles.class, Swaps.class, Checkup.class},
        configurationPid = KeptSelections.PID)
public final class RolesComponent implements Roles, Swaps, Checkup {
    private final LiveRoles roles;
    private final ServiceFeed feed;

    /** Takes up what is there and listens from then on. */
    @Activate
    public RolesComponent(BundleContext context) {
        roles = new LiveRoles(new Bell(), new KeptSelections(context), new FrameworkStops(context.getBundle(0)));
        feed = new ServiceFeed(context, roles);
        feed.open();
    }

    /** The configuration has changed: by {@link #use}, or behind its back. */
    @Modified
    void configured() {
        roles.reselect();
    }

    /** Lets everybody go. */
    @Deactivate
    void close() {
        feed.close();
        roles.close();
    }

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        return roles.lease(role);
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        return roles.leaseAll(role);
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        return roles.call(role, step);
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        return roles.callAll(role, step);
    }

    @Override
    public Watch watch(Class<?> role, Runnable changed) {
        return roles.watch(role, changed);
    }

    @Override
    public List<Role> roles() {
        return roles.roles();
    }

    @Override
    public void use(String role, String name) {
        roles.use(role, name);
    }

    @Override
    public void admit(String role, String name) {
        roles.admit(role, name);
    }

    @Override
    public boolean dismiss(String role, String name) {
        return roles.dismiss(role, name);
    }

    @Override
    public long count() {
        return roles.count();
    }

    @Override
    public Duration latestPause() {
        return roles.latestPause();
    }

    @Override
    public Duration longestPause() {
        return roles.longestPause();
    }

    @Override
    public String subject() {
        return "roles";
    }

    @Override
    public List<Finding> examine() {
        return roles.examine();
    }

    private record FrameworkStops(Bundle framework) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return framework.getState() == Bundle.STOPPING;
        }
    }
}
