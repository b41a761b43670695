package io.ggen.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private final Framework framework;
    private final BundleCache cache;

    private Host(Framework framework, BundleCache cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /** Starts a host; it runs when this returns. */
    static Host start(Path distribution, Path home, Mode mode) throws Exception {
        boolean hotDeploy = mode == Mode.SHELL || holdsJars(home.resolve("deploy"));
        List<Path> bundles = BundleSet.of(distribution, mode, hotDeploy);
        BundleCache cache = BundleCache.take(home.resolve("run"), BundleSet.stamp(distribution, bundles));
        boolean complete = false;
        try {
            Framework framework = new org.apache.felix.framework.FrameworkFactory()
                    .newFramework(configuration(distribution, home, mode, cache));
            framework.init();
            BundleContext context = framework.getBundleContext();
            if (!cache.isFilled()) {
                for (Path bundle : bundles) {
                    context.installBundle(REFERENCE + bundle.toUri());
                }
            }
            framework.start();
            startBundles(framework, mode);
            complete = true;
            return new Host(framework, cache);
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
    private static void startBundles(Framework framework, Mode mode) throws BundleException {
        Bundle[] bundles = framework.getBundleContext().getBundles();
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        if (!wiring.resolveBundles(null)) {
            // whoever cannot be resolved says why when it is started
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "Not all bundles were resolved");
        }
        for (Bundle bundle : bundles) {
            boolean isOurs = bundle.getLocation().startsWith(REFERENCE); // FileInstall starts what is in deploy/
            if (isOurs && !BundleSet.isLibrary(bundle.getSymbolicName(), mode)) {
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
    }

    private static Map<String, String> configuration(Path distribution, Path home, Mode mode, BundleCache cache) {
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
        settings.put("ggen.mode", mode.name().toLowerCase(java.util.Locale.ROOT));
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

    /**
     * Lets go of the bundle cache. The process ends right behind this, so the framework is stopped only if its cache was
     * new: SCR writes what it has read of the components into it when it stops.
     */
    @Override
    public void close() throws IOException {
        if (!cache.isFilled()) {
            try {
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
