package io.ggen.plugins.sample;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Throws when it is started. */
public final class Throws implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no key was given\nand this is another line");
    }

    @Override
    public void stop(BundleContext context) {}
}
