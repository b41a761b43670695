package io.ggen.plugins;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * While it is open, new bundles may stand beside those that are to go: of the same name and version if need be, and wired as if
 * those had gone already.
 */
final class Exchange implements AutoCloseable, CollisionHook, ResolverHookFactory, ResolverHook {
    private final Set<Bundle> going;
    private final Set<Bundle> coming;
    private final ServiceRegistration<?> registration;

    private Exchange(BundleContext context, Set<Bundle> going, Set<Bundle> coming) {
        this.going = going;
        this.coming = coming;
        this.registration = context.registerService(
                new String[] {CollisionHook.class.getName(), ResolverHookFactory.class.getName()}, this, null);
    }

    /** Both sets are looked at whenever something is installed or resolved. */
    static Exchange open(BundleContext context, Set<Bundle> going, Set<Bundle> coming) {
        return new Exchange(context, going, coming);
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeAll(going);
    }

    @Override
    public @Nullable ResolverHook begin(Collection<BundleRevision> triggers) {
        for (BundleRevision trigger : triggers) {
            if (coming.contains(trigger.getBundle())) {
                return this;
            }
        }
        return null;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        candidates.removeIf(candidate -> going.contains(candidate.getRevision().getBundle()));
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
        candidates.removeIf(candidate -> going.contains(candidate.getRevision().getBundle()));
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(candidate -> going.contains(candidate.getBundle()));
    }

    @Override
    public void end() {}

    @Override
    public void close() {
        registration.unregister();
    }
}
