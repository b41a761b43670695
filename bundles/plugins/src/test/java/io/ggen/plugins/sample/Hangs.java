package io.ggen.plugins.sample;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never comes back from its start until a system property says so, whatever happens. */
public final class Hangs implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        while (System.getProperty("io.ggen.plugins.sample.free") == null) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
