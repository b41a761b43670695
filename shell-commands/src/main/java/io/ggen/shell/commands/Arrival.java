package io.ggen.shell.commands;

import io.ggen.api.Problem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** Waits for a service whose bundle is being started. */
final class Arrival {
    private static final int PATIENCE_SECONDS = 10;

    private Arrival() {}

    /** Returns when a service of {@code type} is there, or after 10 s. */
    static void await(BundleContext context, Class<?> type) {
        CountDownLatch arrived = new CountDownLatch(1);
        ServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
                arrived.countDown();
            }
        };
        try {
            context.addServiceListener(listener, "(objectClass=" + type.getName() + ")");
            if (context.getServiceReference(type) == null) {
                boolean came = arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                System.getLogger(Arrival.class.getName())
                        .log(System.Logger.Level.DEBUG, came ? "{0} came" : "{0} did not come", type);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("cancelled before it was done").asException(e);
        } finally {
            context.removeServiceListener(listener);
        }
    }
}
