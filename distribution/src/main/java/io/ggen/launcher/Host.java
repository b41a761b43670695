package io.ggen.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** One running OSGi framework with the bundles that a mode needs, on a bundle cache that nobody else uses meanwhile. */
final class Host implements AutoCloseable {
    private static final String REFERENCE = "reference:";
    private static final int SECONDS_FOR_A_SERVICE = 20;
    private static final int SECONDS_FOR_A_GOODBYE = 2;
    private static final String NODE = "io.ggen.p2p.api.node.Node";

    private final Framework framework;
    private final BundleCache cache;
    private final Launch launch;
    private volatile @Nullable Thread network;

    private Host(Framework framework, BundleCache cache, Launch launch) {
        this.framework = framework;
        this.cache = cache;
        this.launch = launch;
    }

    /** Starts a host; it runs when this returns. */
    static Host start(Path distribution, Path home, Launch launch) throws Exception {
        boolean hotDeploy = launch.watchesDeploy() || holdsJars(home.resolve("deploy"));
        List<Path> bundles = BundleSet.of(distribution, launch, hotDeploy);
        BundleCache cache = BundleCache.take(home.resolve("run"), BundleSet.stamp(distribution, bundles));
        boolean complete = false;
        try {
            Framework framework = new org.apache.felix.framework.FrameworkFactory()
                    .newFramework(configuration(distribution, home, launch, cache));
            framework.init();
            BundleContext context = framework.getBundleContext();
            if (!cache.isFilled()) {
                for (Path bundle : bundles) {
                    context.installBundle(REFERENCE + bundle.toUri());
                }
            }
            framework.start();
            startBundles(framework, launch.mode(), !launch.startsNode());
            complete = true;
            return new Host(framework, cache, launch);
        } finally {
            if (!complete) {
                cache.close();
            }
        }
    }

    /**
     * Starts what is installed, in the order of installation. Not left to the framework's start level, which would resolve
     * one bundle after the other instead of all at once.
     */
    private static void startBundles(Framework framework, Mode mode, boolean network) throws BundleException {
        Bundle[] bundles = framework.getBundleContext().getBundles();
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        if (!wiring.resolveBundles(network ? null : withoutNetwork(bundles))) {
            // whoever cannot be resolved says why when it is started
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "Not all bundles were resolved");
        }
        for (Bundle bundle : bundles) {
            boolean isOurs = bundle.getLocation().startsWith(REFERENCE); // FileInstall starts what is in deploy/
            boolean isNow = network || !BundleSet.isOfNetwork(bundle.getLocation());
            if (isOurs && isNow && !BundleSet.isLibrary(bundle.getSymbolicName(), mode)) {
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
    }

    private static List<Bundle> withoutNetwork(Bundle[] bundles) {
        List<Bundle> without = new ArrayList<>(bundles.length);
        for (Bundle bundle : bundles) {
            if (!BundleSet.isOfNetwork(bundle.getLocation())) {
                without.add(bundle);
            }
        }
        return without;
    }

    /** Brings up the network in the background, if it starts by itself in this mode. */
    void startNetwork() {
        if (!launch.startsNode()) {
            return;
        }
        Thread starting = new Thread(
                () -> {
                    try {
                        startBundles(framework, launch.mode(), true);
                    } catch (BundleException | RuntimeException e) {
                        System.getLogger("io.ggen.launcher")
                                .log(System.Logger.Level.WARNING, "The network does not start", e);
                    }
                },
                "ggen network");
        starting.setDaemon(true);
        network = starting;
        starting.start();
    }

    private static Map<String, String> configuration(Path distribution, Path home, Launch launch, BundleCache cache) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache.folder().toString());
        settings.put(
                Constants.FRAMEWORK_STORAGE_CLEAN,
                cache.isFilled() ? "none" : Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put("felix.cache.locking", "false");
        settings.put("felix.log.level", "1");
        settings.put("felix.cm.pm", "json");
        settings.put("ds.cache.metadata", "true");
        settings.put("ggen.home", home.toString());
        settings.put("ggen.distribution", distribution.toString());
        settings.put("gosh.home", distribution.toString());
        settings.put("felix.fileinstall.dir", home.resolve("deploy").toString());
        settings.put(
                "felix.fileinstall.tmpdir",
                home.resolve("run").resolve("fileinstall").toString());
        settings.put("felix.fileinstall.poll", "1000");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.bundles.new.start", "true");
        settings.put("felix.fileinstall.bundles.startTransient", "true");
        settings.put("felix.fileinstall.bundles.startActivationPolicy", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.log.level", "0");
        settings.put("ggen.network", Boolean.toString(launch.network()));
        settings.put("ggen.node", launch.startsNode() ? "start" : "");
        settings.put("ggen.mode", launch.mode().name().toLowerCase(java.util.Locale.ROOT));
        return settings;
    }

    private static boolean holdsJars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (entry.toString().endsWith(".jar")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Calls a method of the one service registered under {@code type}; what it throws comes out unwrapped. */
    Object call(String type, String method, Class<?>[] parameterTypes, Object... arguments) throws Exception {
        Object service = service(type);
        try {
            return service.getClass().getMethod(method, parameterTypes).invoke(service, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }

    private Object service(String type) throws Exception {
        BundleContext context = framework.getBundleContext();
        ServiceReference<?> reference = context.getServiceReference(type);
        if (reference == null) {
            CountDownLatch arrived = new CountDownLatch(1);
            context.addServiceListener(
                    event -> {
                        if (event.getType() == ServiceEvent.REGISTERED) {
                            arrived.countDown();
                        }
                    },
                    "(objectClass=" + type + ")");
            reference = context.getServiceReference(type);
            if (reference == null && arrived.await(SECONDS_FOR_A_SERVICE, TimeUnit.SECONDS)) {
                reference = context.getServiceReference(type);
            }
        }
        Object service = reference == null ? null : context.getService(reference);
        if (service == null) {
            throw new LaunchFailure(
                    "the service " + type + " did not come up within " + SECONDS_FOR_A_SERVICE
                            + " s; the installation of ggen may be damaged; nothing was changed.",
                    "unpacking ggen again, or removing bundles from the home's deploy folder");
        }
        return service;
    }

    /** Lets peers know that this process ends, if there is a network that started by itself; takes 2 s at most. */
    void sayGoodbye() {
        if (network == null || framework.getBundleContext().getServiceReference(NODE) == null) {
            return;
        }
        try {
            Object present = call(NODE, "host", new Class<?>[0]);
            if (((Optional<?>) present).isPresent()) {
                Object stopping = call(NODE, "stop", new Class<?>[0]);
                ((CompletionStage<?>) stopping).toCompletableFuture().get(SECONDS_FOR_A_GOODBYE, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "No goodbye", e);
        }
    }

    /**
     * Lets go of the bundle cache. The process ends right behind this, so the framework is stopped only if its cache was
     * new: SCR writes what it has read of the components into it when it stops.
     */
    @Override
    public void close() throws IOException {
        if (!cache.isFilled()) {
            try {
                Thread starting = network;
                if (starting != null) {
                    starting.join(TimeUnit.SECONDS.toMillis(SECONDS_FOR_A_SERVICE));
                }
                framework.stop();
                framework.waitForStop(TimeUnit.SECONDS.toMillis(SECONDS_FOR_A_SERVICE));
                cache.markFilled();
            } catch (BundleException e) {
                throw new IOException("The framework did not stop", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        cache.close();
    }
}
