package io.ggen.itests;

import io.ggen.api.Home;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.marketplace.Outcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * An application that embeds an OSGi framework, whichever is on its class path, and ggen in it: no shell, no network. It has
 * the API on its own class path and gives it to the framework, so that it can use the services as any other objects.
 */
public final class HostMain {
    private static final long PATIENCE_MILLIS = 60_000;

    /** In this order, so that each component is activated once; the others follow by name. */
    private static final List<String> FIRST =
            List.of("io.ggen.home-", "org.apache.felix.configadmin-", "org.apache.felix.scr-");

    /** What an application without shell and network has no use for, the second resolver, and the API, which it has itself. */
    private static final List<String> WITHOUT = List.of(
            "io.ggen.api-",
            "io.ggen.shell.",
            "io.ggen.p2p.",
            "io.ggen.registry.p2p-",
            "io.ggen.resolver.backtracking-",
            "io.ggen.record.store-",
            "h2-mvstore-",
            "org.apache.felix.gogo.");

    private HostMain() {}

    /** Arguments: the distribution, the home, the framework's cache, and a package to install, or {@code --train}. */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        Path distribution = Path.of(arguments[0]).toAbsolutePath();
        Path home = Path.of(arguments[1]).toAbsolutePath();
        Framework framework = framework(distribution, home, Path.of(arguments[2]));
        BundleContext context = framework.getBundleContext();
        boolean isNew = context.getBundles().length == 1;
        if (isNew) {
            for (Path jar : bundles(distribution)) {
                context.installBundle("reference:" + jar.toUri());
            }
        }
        framework.start();
        framework
                .adapt(FrameworkWiring.class)
                .resolveBundles(null); // all at once is quicker; who cannot be says so below
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getBundleId() != 0 && bundle.getState() != Bundle.ACTIVE) {
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
        Marketplace marketplace = service(context, Marketplace.class);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println(
                "ready in " + millis + " ms on " + framework.getClass().getName());
        boolean installs = arguments.length > 3 && !arguments[3].equals("--train");
        if (installs) {
            install(context, marketplace, new Home(home), arguments[3]);
        }
        if (isNew || arguments.length > 3) {
            framework.stop();
            framework.waitForStop(PATIENCE_MILLIS);
            System.exit(0);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0); // as a launcher would: nothing here needs an end of its own
    }

    private static void install(BundleContext context, Marketplace marketplace, Home home, String spec) {
        AtomicInteger events = new AtomicInteger();
        context.registerService(
                MarketplaceListener.class,
                new MarketplaceListener() {
                    @Override
                    public void committed(Committed event) {}

                    @Override
                    public void happened(Event event) {
                        events.incrementAndGet();
                    }
                },
                null);
        Outcome outcome = marketplace.install(
                new InstallRequest(List.of(Spec.parse(spec)), InstallOptions.into(home.packages())), Progress.NONE);
        System.out.println("installed " + outcome.installed().size() + ", heard "
                + (events.get() > 2 ? "events" : events.get() + " events only"));
    }

    private static Framework framework(Path distribution, Path home, Path cache) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", cache.toAbsolutePath().toString());
        settings.put("org.osgi.framework.system.packages.extra", exports(jar(distribution, "io.ggen.api-")));
        settings.put("felix.cm.pm", "json");
        settings.put("ds.cache.metadata", "true");
        settings.put("ggen.home", home.toString());
        settings.put("ggen.distribution", distribution.toString());
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
        framework.init();
        return framework;
    }

    private static String exports(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Export-Package");
        }
    }

    private static Path jar(Path distribution, String begin) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(distribution.resolve("bundles"), begin + "*")) {
            return jars.iterator().next();
        }
    }

    private static List<Path> bundles(Path distribution) throws IOException {
        List<Path> bundles = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(distribution.resolve("bundles"), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (WITHOUT.stream().noneMatch(name::startsWith)) {
                    bundles.add(jar);
                }
            }
        }
        bundles.sort(Comparator.comparingInt(HostMain::rank).thenComparing(Comparator.naturalOrder()));
        return bundles;
    }

    private static int rank(Path jar) {
        for (int i = 0; i < FIRST.size(); i++) {
            if (jar.getFileName().toString().startsWith(FIRST.get(i))) {
                return i;
            }
        }
        return FIRST.size();
    }

    private static <S> S service(BundleContext context, Class<S> type) throws InterruptedException {
        ServiceReference<S> reference = context.getServiceReference(type);
        S service = reference == null ? null : context.getService(reference);
        if (service != null) {
            return service;
        }
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        service = tracker.waitForService(PATIENCE_MILLIS);
        if (service == null) {
            throw new IllegalStateException("no service " + type.getName());
        }
        return service;
    }
}
