package io.ggen.launcher;

import io.ggen.launcher.log.Funnel;
import io.ggen.launcher.log.Severities;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * The bundles in {@code bundles/log}: the log service, and what writes it to files. A host starts them in the background once it is
 * ready, a command when its first line for the log comes, which is hardly ever. They take the lines by a service with types of the
 * JDK, {@code ggen.log=sink}.
 */
final class LogBundles implements ServiceListener, Runnable {
    private static final String FILTER = "(ggen.log=sink)";
    private static final int SECONDS_TO_START = 3;

    private final BundleContext framework;
    private @Nullable Thread starting;

    LogBundles(BundleContext framework) {
        this.framework = framework;
    }

    /** Whether the bundle at {@code location} is one of these. */
    static boolean isOne(String location) {
        return location.contains("/bundles/log/");
    }

    /** Starts them, in the background, unless that was done. */
    @Override
    public synchronized void run() {
        if (starting == null) {
            starting = new Thread(
                    new Runnable() {
                        @Override
                        public void run() {
                            start();
                        }
                    },
                    "ggen log");
            starting.setDaemon(true);
            starting.start();
        }
    }

    private void start() {
        try {
            framework.addServiceListener(this, "(&(objectClass=" + BiConsumer.class.getName() + ")" + FILTER + ")");
            startAll(false); // the log service, whole, before who listens to it: or it would be restarted at each part
            startAll(true);
        } catch (BundleException | InvalidSyntaxException | IllegalStateException e) {
            Funnel.ofProcess().detach(); // without a log there is nowhere to say so, and work goes on
        }
    }

    private void startAll(boolean ours) throws BundleException {
        for (Bundle bundle : framework.getBundles()) {
            if (isOne(bundle.getLocation()) && bundle.getLocation().contains("/io.ggen.") == ours) {
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        switch (event.getType()) {
            case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED -> {
                Object sink = framework.getService(reference);
                if (sink instanceof BiConsumer<?, ?> lines) {
                    int least = Severities.least(reference.getProperty("level"), reference.getProperty("levels"));
                    Funnel.ofProcess().attach((BiConsumer<LogRecord, @Nullable ClassLoader>) lines, least);
                }
            }
            default -> Funnel.ofProcess().detach();
        }
    }

    /** Waits, 5 s at most, until what was logged is on the disk. Returns at once where nothing was started. */
    void finish() {
        Thread begun;
        synchronized (this) {
            begun = starting;
        }
        if (begun == null) {
            return;
        }
        try {
            begun.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_START));
            Collection<ServiceReference<Runnable>> found = framework.getServiceReferences(Runnable.class, FILTER);
            for (ServiceReference<Runnable> each : found) {
                Runnable flush = framework.getService(each);
                if (flush != null) {
                    flush.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvalidSyntaxException | IllegalStateException e) {
            Funnel.ofProcess().detach(); // the framework is gone, and the log with it
        }
    }
}
