package io.ggen.plugins.sample;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Registers a part that fills a role; how that comes to life is said by the header {@code Sample}: well, throws or blocks. */
public final class Part implements BundleActivator, ServiceFactory<Runnable> {
    private String manner = "";

    @Override
    public void start(BundleContext context) {
        manner = String.valueOf(context.getBundle().getHeaders().get("Sample"));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", "greeter");
        properties.put("ggen.name", "polite");
        context.registerService(Runnable.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public Runnable getService(Bundle bundle, ServiceRegistration<Runnable> registration) {
        if (manner.equals("throws")) {
            throw new IllegalArgumentException("no manners");
        }
        if (manner.equals("blocks")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return () -> {};
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Runnable> registration, Runnable service) {}
}
