package io.ggen.plugins;

import io.ggen.api.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Starts and stops bundles that may fail, or never come back. */
final class Starting {
    private static final System.Logger LOG = System.getLogger("io.ggen.plugins");

    private final BundleContext context;
    private final Limits limits;
    private final Bounded bounded;
    private final Set<Bundle> stuck = new HashSet<>();

    Starting(BundleContext context, Limits limits) {
        this.context = context;
        this.limits = limits;
        this.bounded = new Bounded(limits.goodbye());
    }

    /** Whether some step of {@code bundle} never came back, so that it is better left alone. */
    boolean isStuck(Bundle bundle) {
        return stuck.contains(bundle);
    }

    /** Starts {@code bundle} and brings each role of it to life once; what is wrong, as half a sentence, or null if nothing is. */
    @Nullable
    String start(Bundle bundle) {
        String name = Texts.shown(String.valueOf(bundle.getSymbolicName()), 100);
        if (isStuck(bundle)) {
            return "its bundle " + name + " hangs since an earlier start, until the host is started anew";
        }
        Bounded.End end = bounded.run("ggen start " + name, limits.start(), () -> bundle.start(Bundle.START_TRANSIENT));
        if (!end.isGood()) {
            String why = fault(bundle, "its bundle " + name, end);
            if (!end.stuck()) {
                stop(bundle);
            }
            return why;
        }
        return probe(bundle);
    }

    private @Nullable String probe(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services == null) {
            return null;
        }
        for (ServiceReference<?> service : services) {
            if (service.getProperty("ggen.role") instanceof String role) {
                String fault = probe(bundle, service, role);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    /** A part that hangs would hang whoever leases it; one that fails is passed over by the roles, and may come to itself. */
    private @Nullable String probe(Bundle bundle, ServiceReference<?> service, String role) {
        Object name = service.getProperty("ggen.name");
        String what = "its " + Texts.shown(role, 40) + (name instanceof String text ? " " + Texts.shown(text, 60) : "");
        Bounded.End end = bounded.run("ggen try " + Texts.shown(role, 40), limits.start(), () -> {
            if (context.getService(service) == null) {
                throw new BundleException("it gives no service");
            }
            context.ungetService(service);
        });
        if (end.isGood()) {
            return null;
        }
        String why = fault(bundle, what, end);
        if (end.late() && !end.stuck()) {
            stop(bundle);
        }
        return why;
    }

    private String fault(Bundle bundle, String what, Bounded.End end) {
        Throwable failure = end.failure();
        if (failure != null) {
            LOG.log(System.Logger.Level.DEBUG, "The bundle " + bundle.getSymbolicName() + " does not start", failure);
        }
        if (end.stuck()) {
            stuck.add(bundle);
            return what + " was not up within " + limits.start().toSeconds()
                    + " s, and hangs until the host is started anew";
        }
        if (end.late()) {
            return what + " was not up within " + limits.start().toSeconds() + " s and was stopped";
        }
        return what + " does not start (" + reason(failure) + ")";
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 8 && cause instanceof BundleException && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return "for no reason that it tells";
        }
        String message = cause.getMessage();
        String type = cause instanceof BundleException ? "" : cause.getClass().getSimpleName();
        String text = message == null || message.isBlank() ? type : type.isEmpty() ? message : type + ": " + message;
        return Texts.shown(text.lines().findFirst().orElse(type), 300);
    }

    /** Stops {@code bundle}; whether it has stopped. */
    boolean stop(Bundle bundle) {
        return within("stop", bundle, () -> bundle.stop(Bundle.STOP_TRANSIENT));
    }

    /** Stops and uninstalls {@code bundle}; whether it is gone. */
    boolean remove(Bundle bundle) {
        if (bundle.getState() != Bundle.UNINSTALLED && stop(bundle)) {
            within("remove", bundle, bundle::uninstall);
        }
        return bundle.getState() == Bundle.UNINSTALLED;
    }

    private boolean within(String what, Bundle bundle, Bounded.Step step) {
        if (isStuck(bundle)) {
            return false;
        }
        Bounded.End end = bounded.run("ggen " + what + " " + bundle.getSymbolicName(), limits.stop(), step);
        if (end.stuck()) {
            stuck.add(bundle);
            return false;
        }
        // whoever throws when it is stopped has stopped all the same
        return !end.late();
    }

    /** Has the framework wire anew what used {@code gone}, and waits for it. */
    void refresh(Collection<Bundle> gone) {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(gone, event -> done.countDown());
        try {
            if (!done.await(limits.refresh().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "The framework takes long to wire bundles anew");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What uses one of {@code bundles}, directly or not, themselves included. */
    Collection<Bundle> users(Collection<Bundle> bundles) {
        return context.getBundle(0).adapt(FrameworkWiring.class).getDependencyClosure(bundles);
    }

    /** {@code bundles} with those that others of them use before these; where they use each other, in the order given. */
    static List<Bundle> inOrder(Collection<Bundle> bundles) {
        Set<Bundle> ordered = new LinkedHashSet<>();
        for (Bundle bundle : bundles) {
            visit(bundle, bundles, new HashSet<>(), ordered);
        }
        return new ArrayList<>(ordered);
    }

    private static void visit(Bundle bundle, Collection<Bundle> among, Set<Bundle> open, Set<Bundle> ordered) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (ordered.contains(bundle) || !open.add(bundle)) {
            return;
        }
        if (wiring != null) {
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                Bundle provider = wire.getProviderWiring().getBundle();
                if (among.contains(provider)) {
                    visit(provider, among, open, ordered);
                }
            }
        }
        ordered.add(bundle);
    }
}
