package io.ggen.itests.plugin;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Throws when it is started. */
public final class ThrowsAtStart implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no licence");
    }

    @Override
    public void stop(BundleContext context) {}
}
