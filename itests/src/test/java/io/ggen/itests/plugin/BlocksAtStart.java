package io.ggen.itests.plugin;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never comes back from its start. */
public final class BlocksAtStart implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        while (context.getBundle() != null) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
