package io.ggen.home;

import io.ggen.api.Notices;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** Passes sentences on to every {@link Notices}. Settings are read before anybody can hear, so the first to come hears all. */
final class PendingNotices implements Consumer<String>, ServiceListener {
    private static final int MOST = 32;

    private final BundleContext context;
    private final Deque<String> pending = new ArrayDeque<>();
    private boolean listens;

    PendingNotices(BundleContext context) {
        this.context = context;
    }

    @Override
    public void accept(String sentence) {
        synchronized (this) {
            if (pending.size() < MOST) {
                pending.add(sentence);
            }
            if (!listens) {
                listens = true;
                listen();
            }
        }
        deliver();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            deliver();
        }
    }

    private void listen() {
        try {
            context.addServiceListener(this, "(objectClass=" + Notices.class.getName() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deliver() {
        ServiceReference<?>[] references = references();
        while (references != null) {
            String sentence;
            synchronized (this) {
                sentence = pending.poll();
            }
            if (sentence == null) {
                return;
            }
            for (ServiceReference<?> reference : references) {
                if (context.getService(reference) instanceof Notices notices) {
                    notices.warning(sentence);
                    context.ungetService(reference);
                }
            }
        }
    }

    private ServiceReference<?> @Nullable [] references() {
        try {
            return context.getServiceReferences(Notices.class.getName(), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
