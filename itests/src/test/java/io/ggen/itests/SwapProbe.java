package io.ggen.itests;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.resolver.Resolver;
import io.ggen.roles.Roles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Runs inside the framework that {@link SwapIT} starts. Public for Pax Exam. */
public class SwapProbe {
    private static final int SESSIONS = 3;
    private static final int ROUNDS = 4;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    /** Installs in several threads while this one swaps parts. */
    public void swapWhileInstalling(BundleContext context) throws Exception {
        Path folder = Path.of(System.getProperty("ggen.test.folder"));
        Path spare = Path.of(System.getProperty("ggen.test.spare"));
        Path deploy = Files.createDirectories(folder.resolve("home/deploy"));
        Marketplace marketplace = service(context, Marketplace.class);
        Roles roles = service(context, Roles.class);

        CountDownLatch ended = new CountDownLatch(SESSIONS);
        for (int i = 0; i < SESSIONS; i++) {
            Path target = folder.resolve("target-" + i);
            new Thread(
                            () -> {
                                try {
                                    while (!stop.get()) {
                                        installOnce(marketplace, target);
                                    }
                                } finally {
                                    ended.countDown();
                                }
                            },
                            "session " + i)
                    .start();
        }
        awaitInstalls(3);
        for (int round = 0; round < ROUNDS; round++) {
            // a better one arrives in deploy/, and goes again
            for (String part : List.of("extractor", "resolver")) {
                String name = "second-" + part;
                Path staged = deploy.resolve(part + "-" + round + ".part");
                Files.copy(spare.resolve(part + ".jar"), staged, StandardCopyOption.REPLACE_EXISTING);
                Files.move(staged, deploy.resolve(part + "-" + round + ".jar"), StandardCopyOption.ATOMIC_MOVE);
                await(name + " is in office", () -> selected(roles, part).equals(name));
                awaitInstalls(2);
            }
            // the running ones are updated with the same jar
            update(context, Extractor.class);
            awaitInstalls(1);
            update(context, Resolver.class);
            awaitInstalls(1);
            // by command: back to the first, then to nobody in particular
            roles.use("resolver", "backtracking");
            awaitInstalls(1);
            roles.use("resolver", "second-resolver");
            awaitInstalls(1);
            for (String part : List.of("extractor", "resolver")) {
                Bundle deployed = bundleOf(context, part.equals("extractor") ? Extractor.class : Resolver.class);
                deployed.uninstall();
                Files.delete(deploy.resolve(part + "-" + round + ".jar"));
                await(
                        "the first " + part + " is back",
                        () -> !selected(roles, part).startsWith("second"));
                awaitInstalls(2);
            }
        }
        stop.set(true);
        if (!ended.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("an install hangs; lost so far: " + lost);
        }
        if (!lost.isEmpty()) {
            throw new AssertionError(lost.size() + " of " + (done.get() + lost.size()) + " installs were lost: "
                    + lost.stream().limit(5).toList());
        }
        System.out.println("SwapIT: " + done.get() + " installs, 0 lost, " + ROUNDS * 8 + " swaps");
    }

    private void installOnce(Marketplace marketplace, Path target) {
        try {
            InstallOptions plain = InstallOptions.into(target);
            InstallOptions forced = new InstallOptions(target, null, true, false, null, plain.choice());
            marketplace.install(new InstallRequest(List.of(Spec.parse("hello-world")), forced), Progress.NONE);
            String page = Files.readString(target.resolve("hello-world/index.html"));
            if (!page.contains("Hello, world") || !Files.exists(target.resolve("language-names/languages.csv"))) {
                lost.add("wrong content in " + target);
            }
            marketplace.uninstall(
                    java.util.Set.of(new PackageName("hello-world")), InstallOptions.into(target), Progress.NONE);
            done.incrementAndGet();
        } catch (ProblemException e) {
            lost.add(e.getMessage());
        } catch (Exception e) {
            lost.add(e.toString());
        }
    }

    private static void update(BundleContext context, Class<?> role) throws Exception {
        Bundle bundle = bundleOf(context, role);
        String location = bundle.getLocation();
        try (InputStream jar = new java.net.URL(location).openStream()) {
            bundle.update(jar);
        }
    }

    private static Bundle bundleOf(BundleContext context, Class<?> role) {
        ServiceReference<?> best = context.getServiceReference(role);
        if (best == null) {
            throw new AssertionError("nobody fills " + role);
        }
        return best.getBundle();
    }

    private static String selected(Roles roles, String role) {
        return roles.roles().stream()
                .filter(one -> one.name().equals(role))
                .flatMap(one -> one.providers().stream())
                .filter(Roles.Provider::selected)
                .map(Roles.Provider::name)
                .findFirst()
                .orElse("");
    }

    private void awaitInstalls(int more) throws InterruptedException {
        int wanted = done.get() + more;
        await(more + " more installs", () -> done.get() >= wanted || !lost.isEmpty());
        if (!lost.isEmpty()) {
            stop.set(true);
            throw new AssertionError("lost: " + lost);
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static <S> S service(BundleContext context, Class<S> type) throws InterruptedException {
        await("service " + type.getName(), () -> context.getServiceReference(type) != null);
        ServiceReference<S> reference = context.getServiceReference(type);
        return java.util.Objects.requireNonNull(context.getService(java.util.Objects.requireNonNull(reference)));
    }
}
