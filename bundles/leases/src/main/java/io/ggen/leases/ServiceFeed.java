package io.ggen.leases;

import io.ggen.api.Home;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * Tells {@link LiveRoles} which role services the framework has. Listens by itself rather than through references of a
 * component, because the framework calls a listener in the thread that unregisters a service, before the service goes and
 * without any lock of the component runtime: there the leases drain.
 */
final class ServiceFeed implements AllServiceListener {
    private static final String FILTER = "(ggen.role=*)";

    private final BundleContext context;
    private final Origins origins;
    private final LiveRoles roles;

    ServiceFeed(BundleContext context, LiveRoles roles) {
        this.context = context;
        this.origins =
                new Origins(context.getProperty("ggen.home"), Home.usual().root());
        this.roles = roles;
    }

    void open() {
        try {
            context.addServiceListener(this, FILTER);
            ServiceReference<?>[] there = context.getAllServiceReferences(null, FILTER);
            if (there != null) {
                for (ServiceReference<?> reference : there) {
                    arrived(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        context.removeServiceListener(this);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        if (event.getType() == ServiceEvent.REGISTERED || event.getType() == ServiceEvent.MODIFIED) {
            arrived(reference);
        } else {
            roles.left(reference);
        }
    }

    private void arrived(ServiceReference<?> reference) {
        Facts facts = facts(reference);
        if (facts == null) {
            return;
        }
        Supply supply = new PatientSupply(new Service(context, reference), facts.name(), PatientSupply.PATIENCE);
        roles.arrived(reference, facts, supply);
        if (reference.getBundle() == null) {
            roles.left(reference);
        }
    }

    /** What the service says of itself, or null if it is gone or its role is no text. */
    private @Nullable Facts facts(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null || !(reference.getProperty("ggen.role") instanceof String role)) {
            return null;
        }
        String symbolicName = String.valueOf(bundle.getSymbolicName());
        return new Facts(
                role,
                reference.getProperty("ggen.name") instanceof String name ? name : symbolicName,
                reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                reference.getProperty(Constants.SERVICE_ID) instanceof Long id ? id : Long.MAX_VALUE,
                origins.of(bundle.getLocation()),
                symbolicName.concat(" ").concat(bundle.getVersion().toString()),
                "true".equals(String.valueOf(reference.getProperty("ggen.many"))),
                reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names ? Set.of(names) : Set.of());
    }

    /** The object behind a reference, as this bundle sees it. */
    private record Service(BundleContext context, ServiceReference<?> reference) implements Supply {
        @Override
        public @Nullable Object get() {
            return context.getService(reference);
        }

        @Override
        public void unget() {
            try {
                context.ungetService(reference);
            } catch (IllegalStateException e) {
                // This bundle has stopped: the framework has let go of the service already.
                return;
            }
        }

        @Override
        public boolean isGoing() {
            Bundle bundle = reference.getBundle();
            return bundle == null || (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0;
        }
    }
}
