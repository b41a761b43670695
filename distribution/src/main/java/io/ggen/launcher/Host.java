package io.ggen.launcher;

import io.ggen.launcher.log.Funnel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String NETWORK = "network";
    private static final String PLUGINS = "plugins";
    private static final String NODE = "io.ggen.p2p.api.node.Node";

    private final Framework framework;
    private final BundleCache cache;
    private final Launch launch;
    private final LogBundles log;
    private final List<Path> usual;
    private final String ours;
    private volatile @Nullable Thread network;
    private boolean hasMore;
    private Runnable whenReady = () -> {};

    private Host(Framework framework, BundleCache cache, Launch launch, List<Path> usual, String ours) {
        this.usual = usual;
        this.ours = ours;
        this.framework = framework;
        this.cache = cache;
        this.launch = launch;
        this.log = new LogBundles(framework.getBundleContext());
    }

    /** Starts a host; it runs when this returns. */
    static Host start(Path distribution, Path home, Launch launch) throws Exception {
        boolean hotDeploy = launch.watchesDeploy() || holdsJars(home.resolve("deploy"));
        List<Path> bundles = BundleSet.of(distribution, launch, hotDeploy);
        try {
            BundleCache cache = BundleCache.take(home.resolve("run"), BundleSet.stamp(distribution, bundles));
            return start(distribution, home, launch, hotDeploy, bundles, cache);
        } catch (LaunchFailure e) {
            if (!launch.examines() || !e.isOfDisk()) {
                throw e;
            }
            return start(distribution, home, launch, hotDeploy, bundles, BundleCache.passing(e));
        }
    }

    private static Host start(
            Path distribution, Path home, Launch launch, boolean hotDeploy, List<Path> bundles, BundleCache cache)
            throws Exception {
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
            } else if (context.getBundles().length > bundles.size() + 1) {
                takeAway(context, bundles, REFERENCE); // a process that was killed left what it had for itself alone
            }
            String ours = REFERENCE + distribution.toUri();
            framework.start();
            Host host = new Host(framework, cache, launch, bundles, ours);
            host.startBundles(launch.network() && !launch.startsNode());
            host.openLog(hotDeploy || Files.exists(home.resolve("etc").resolve("io.ggen.log.json")));
            if (launch.onDemand()) {
                host.offer(NETWORK, distribution);
            }
            host.offer(PLUGINS, distribution);
            complete = true;
            return host;
        } catch (BundleException e) {
            throw LaunchFailure.reason(home, e);
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
    private void startBundles(boolean network) throws BundleException {
        Bundle[] bundles = framework.getBundleContext().getBundles();
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        if (!wiring.resolveBundles(network ? null : withoutNetwork(bundles))) {
            // whoever cannot be resolved says why when it is started
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "Not all bundles were resolved");
        }
        for (Bundle bundle : bundles) {
            String location = bundle.getLocation();
            boolean isOurs = location.startsWith(ours); // others start what is in deploy/ and in packages
            boolean isNow = (network || !BundleSet.isOfNetwork(location))
                    && !BundleSet.isOnTrial(location, launch.mode())
                    && !LogBundles.isOne(location);
            if (isOurs && isNow && !BundleSet.isLibrary(bundle.getSymbolicName(), launch.mode())) {
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

    /** Brings up the log when somebody has something to say; in a command at once, if parts of others or settings want that. */
    private void openLog(boolean wanted) {
        if (!launch.isHost() && wanted) {
            log.run();
        }
        Funnel.ofProcess().onFirst(log);
    }

    /** Has {@code task}, which returns at once, run when the user can type or the service begins. */
    void whenReady(Runnable task) {
        whenReady = task;
    }

    /** The user can type, or the service begins: what could wait until then. */
    void ready() {
        whenReady.run();
        log.run();
        System.getLogger("io.ggen.launcher")
                .log(
                        System.Logger.Level.INFO,
                        "A host has started: " + launch.mode() + ", ggen "
                                + Main.class.getPackage().getImplementationVersion() + ", Java " + Runtime.version());
        startNetwork();
    }

    /** Makes {@code service}, of a type of the JDK, known inside the framework, with the property {@code ggen.host}. */
    void register(Class<?> type, Object service, String role) {
        framework.getBundleContext().registerService(type.getName(), service, properties(role));
    }

    private static Hashtable<String, Object> properties(String role) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("ggen.host", role);
        return properties;
    }

    /** Brings up the network in the background, if it starts by itself in this mode. */
    private void startNetwork() {
        if (!launch.startsNode()) {
            return;
        }
        Thread starting = new Thread(
                () -> {
                    try {
                        startBundles(true);
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

    /** Lets whoever finds that {@code part} is needed have its bundles: a {@link Runnable} with {@code ggen.starts}. */
    private void offer(String part, Path distribution) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("ggen.starts", part);
        Runnable starter = new Runnable() {
            @Override
            public void run() {
                if (part.equals(NETWORK)) {
                    bringNetwork(distribution);
                } else {
                    bringPlugins(distribution);
                }
            }
        };
        framework.getBundleContext().registerService(Runnable.class, starter, properties);
    }

    private synchronized void bringNetwork(Path distribution) {
        if (network != null) {
            return;
        }
        network = Thread.currentThread();
        hasMore = true;
        try {
            for (Path bundle : BundleSet.network(distribution)) {
                framework.getBundleContext().installBundle(REFERENCE + bundle.toUri());
            }
            startBundles(true);
        } catch (BundleException | IOException e) {
            throw new IllegalStateException("the bundles of the network do not start: " + e.getMessage(), e);
        }
    }

    /**
     * Has the bundles that run the code of packages. A process that is no host only tries that code, against all that a host would
     * have.
     */
    private synchronized void bringPlugins(Path distribution) {
        hasMore = true;
        BundleContext context = framework.getBundleContext();
        try {
            if (!launch.isHost()) {
                for (Path bundle : BundleSet.ofHosts(distribution)) {
                    context.installBundle(REFERENCE + bundle.toUri());
                }
            }
            for (Path bundle : BundleSet.plugins(distribution)) {
                context.installBundle(REFERENCE + bundle.toUri()).start(Bundle.START_TRANSIENT);
            }
        } catch (BundleException | IOException e) {
            throw new IllegalStateException(
                    "the bundle that runs code of packages does not start: " + e.getMessage(), e);
        }
    }

    /** Starts the code of installed packages, if there is any, and says what of it does not run. */
    List<String> startPlugins(Path distribution, Path home) throws Exception {
        if (!Files.exists(
                home.resolve("packages").resolve(".ggen").resolve("current").resolve("code.json"))) {
            return List.of();
        }
        bringPlugins(distribution);
        List<String> told = new ArrayList<>();
        for (Object sentence : (List<?>) call("io.ggen.api.plugins.CodeHost", "reconcile", new Class<?>[0])) {
            told.add(String.valueOf(sentence));
        }
        return told;
    }

    /**
     * The next process that uses the cache must not find bundles in it that it does not need: takes those away whose location
     * begins with {@code prefix} and that are not of {@code usual}.
     */
    private static void takeAway(BundleContext context, List<Path> usual, String prefix) {
        Set<String> stay = new HashSet<>();
        for (Path bundle : usual) {
            stay.add(REFERENCE + bundle.toUri());
        }
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(prefix) && !stay.contains(bundle.getLocation())) {
                try {
                    bundle.uninstall();
                } catch (BundleException | IllegalStateException e) {
                    System.getLogger("io.ggen.launcher").log(System.Logger.Level.DEBUG, "It stays installed", e);
                }
            }
        }
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
        settings.put("felix.fileinstall.log.level", "2");
        settings.put("org.apache.felix.log.maxSize", "0"); // or the last lines keep classes of replaced bundles alive
        settings.put("ggen.log", home.resolve("log").resolve("ggen.log").toString());
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

    /** Waits, 5 s at most, until what was logged is on the disk. */
    void finishLog() {
        log.finish();
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

    /** Whether code of a package never came back from its start: the framework would wait for it for ever. */
    private boolean isHanging() {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getState() == Bundle.STARTING
                    && bundle.getLocation().startsWith(REFERENCE)
                    && !bundle.getLocation().startsWith(ours)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets go of the bundle cache. The process ends right behind this, so the framework is stopped only if its cache was
     * new: SCR writes what it has read of the components into it when it stops.
     */
    @Override
    public void close() throws IOException {
        if (launch.isHost()) {
            System.getLogger("io.ggen.launcher").log(System.Logger.Level.INFO, "The host ends");
        }
        log.finish();
        if (hasMore) {
            takeAway(framework.getBundleContext(), usual, ours); // with it goes, in good time, the code of packages
        }
        if (!cache.isFilled() && !isHanging()) {
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
