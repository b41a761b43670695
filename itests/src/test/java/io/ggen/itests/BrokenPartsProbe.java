package io.ggen.itests;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Runs inside the framework that {@link BrokenPartsIT} starts. Public for Pax Exam. */
public class BrokenPartsProbe {
    private static final long HANGS_AFTER = TimeUnit.SECONDS.toNanos(60);

    private final Path folder = Path.of(System.getProperty("ggen.test.folder"));
    private final Path home = Path.of(System.getProperty("ggen.test.home"));
    private final Path target = folder.resolve("target");

    /** Installs again and again, and stops the bundles of a role one after another meanwhile. */
    public void removeTheLast(BundleContext context) throws Exception {
        Swapping swapping = new Swapping(context, home);
        Marketplace marketplace = Swapping.service(context, Marketplace.class);
        for (List<String> part : List.of(
                List.of("resolver", "pubgrub", "backtracking"),
                List.of("extractor", "tar"),
                List.of("lockfile", "json"))) {
            install(marketplace, "page-style");
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<String> failure =
                    CompletableFuture.supplyAsync(() -> installUntilItFails(marketplace, over));
            TimeUnit.MILLISECONDS.sleep(100);
            List<Bundle> gone = bundles(swapping, part);
            for (Bundle bundle : gone) {
                bundle.stop();
            }
            String why = failure.get(60, TimeUnit.SECONDS);
            expect("no " + part.get(0) + " is installed", why);
            for (Bundle bundle : gone) {
                bundle.start();
            }
            expectInstalled(marketplace, "page-style");
            install(marketplace, "hello-world");
            marketplace.uninstall(Set.of(new PackageName("hello-world")), options(), Progress.NONE);
        }
    }

    private String installUntilItFails(Marketplace marketplace, AtomicBoolean over) {
        try {
            while (!over.get()) {
                InstallOptions forced = new InstallOptions(
                        target, null, true, false, null, options().choice());
                marketplace.install(new InstallRequest(List.of(Spec.parse("hello-world")), forced), Progress.NONE);
                marketplace.uninstall(Set.of(new PackageName("hello-world")), options(), Progress.NONE);
            }
            return "it never failed";
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    private static List<Bundle> bundles(Swapping swapping, List<String> part) throws Exception {
        List<Bundle> bundles = new java.util.ArrayList<>();
        for (String name : part.subList(1, part.size())) {
            bundles.add(swapping.bundleOf(part.get(0), name));
        }
        return bundles;
    }

    /** Brings parts that are worse than none, all of the highest ranking. */
    public void bringBrokenOnes(BundleContext context) throws Exception {
        Path spare = Path.of(System.getProperty("ggen.test.spare"));
        Swapping swapping = new Swapping(context, home);
        Marketplace marketplace = Swapping.service(context, Marketplace.class);
        install(marketplace, "page-style");
        for (String name : List.of("throwing", "blocked")) {
            swapping.drop(spare.resolve(name + ".jar"), name + ".jar");
            Swapping.await(name + " is known", () -> swapping.isKnown("resolver", name));
            for (int i = 0; i < 3; i++) {
                long began = System.nanoTime();
                install(marketplace, "hello-world");
                marketplace.uninstall(Set.of(new PackageName("hello-world")), options(), Progress.NONE);
                if (System.nanoTime() - began > HANGS_AFTER) {
                    throw new AssertionError("an install beside a resolver that is " + name + " took too long");
                }
            }
            System.setProperty("ggen.test.unblock", "now");
            swapping.takeOut(name + ".jar", "resolver", name);
            System.clearProperty("ggen.test.unblock");
        }
        nonsense(swapping, marketplace, spare, "resolver", "nonsense", "the resolver does not work");
        nonsense(swapping, marketplace, spare, "lockfile", "silent", "the lockfile part does not work");
        nonsense(swapping, marketplace, spare, "extractor", "empty", "the extractor does not work");
        install(marketplace, "hello-world");
    }

    private void nonsense(
            Swapping swapping, Marketplace marketplace, Path spare, String role, String name, String culprit)
            throws Exception {
        swapping.deploy(spare.resolve(name + ".jar"), name + ".jar", role, name);
        try {
            install(marketplace, "hello-world");
            throw new AssertionError("what the " + role + " " + name + " answered was believed");
        } catch (ProblemException e) {
            System.out.println("BrokenPartsIT: " + e.getMessage());
            expect(culprit, e.getMessage());
            expect("nothing was installed", e.getMessage());
        }
        swapping.takeOut(name + ".jar", role, name);
        expectInstalled(marketplace, "page-style");
    }

    /** Takes the transports away while a transfer runs, and brings worse ones. */
    public void takeTheTransportAway(BundleContext context) throws Exception {
        Path spare = Path.of(System.getProperty("ggen.test.spare"));
        Swapping swapping = new Swapping(context, home);
        Node node = Swapping.service(context, Node.class);
        Wanted large = SwapProbe.large();
        Swapping.awaitServer(context);
        AtomicLong done = new AtomicLong();
        CompletableFuture<Path> transfer = fetch(context, large, done, Duration.ofSeconds(4));
        Swapping.await("a part of it is here", () -> done.get() > large.size() / 20);
        List<Bundle> transports = bundles(swapping, List.of("transport", "libp2p", "libp2p-ws"));
        for (Bundle transport : transports) {
            transport.stop();
        }
        if (!transfer.isDone()) {
            try {
                transfer.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                System.out.println("BrokenPartsIT: " + e.getCause().getMessage());
                expect("large@1.0.0", e.getCause().getMessage());
            }
        }
        boolean fetched = !transfer.isCompletedExceptionally();
        expect("no transport is installed", node.status().detail());
        if (!fetched) {
            try (Stream<Path> kept = Files.list(home.resolve("fetch"))) {
                if (kept.noneMatch(file -> file.toString().endsWith(".part"))) {
                    throw new AssertionError("nothing of the transfer was kept");
                }
            }
        }
        install(Swapping.service(context, Marketplace.class), "hello-world");

        for (Bundle transport : transports) {
            transport.start();
        }
        Swapping.await("the network is up", () -> node.status().state() == NodeStatus.State.UP);
        swapping.deploy(spare.resolve("mad.jar"), "mad.jar", "reputation", "mad");
        AtomicLong again = new AtomicLong();
        AtomicLong first = new AtomicLong(-1);
        fetch(context, large, again, Load.PATIENCE, first).get(120, TimeUnit.SECONDS);
        if (!fetched && first.get() <= 0) {
            throw new AssertionError("the transfer began anew at " + first);
        }
        swapping.deploy(spare.resolve("hostless.jar"), "hostless.jar", "transport", "hostless");
        Swapping.await("it is said what is wrong", () -> node.status().detail().contains("hostless does not open"));
        System.out.println("BrokenPartsIT: " + node.status().detail());
        swapping.takeOut("hostless.jar", "transport", "hostless");
        Swapping.await("the network is up", () -> node.status().state() == NodeStatus.State.UP);
    }

    private static CompletableFuture<Path> fetch(
            BundleContext context, Wanted wanted, AtomicLong progress, Duration patience) throws Exception {
        return fetch(context, wanted, progress, patience, new AtomicLong());
    }

    private static CompletableFuture<Path> fetch(
            BundleContext context, Wanted wanted, AtomicLong progress, Duration patience, AtomicLong first)
            throws Exception {
        return Swapping.service(context, Fetcher.class)
                .fetch(wanted, new FetchOptions(0, List.of(), patience), new FetchProgress() {
                    @Override
                    public void at(long done, long total, int peers) {
                        first.compareAndSet(-1, done);
                        progress.set(done);
                    }
                })
                .toCompletableFuture();
    }

    private InstallOptions options() {
        return InstallOptions.into(target);
    }

    private void install(Marketplace marketplace, String name) {
        InstallOptions forced =
                new InstallOptions(target, null, true, false, null, options().choice());
        marketplace.install(new InstallRequest(List.of(Spec.parse(name)), forced), Progress.NONE);
    }

    private void expectInstalled(Marketplace marketplace, String name) {
        Installed now = marketplace.installed(target);
        expect(name, now.toString());
        if (!Files.isDirectory(target.resolve(name))) {
            throw new AssertionError(name + " is not there any more");
        }
    }

    private static void expect(String part, String whole) {
        if (!whole.contains(part)) {
            throw new AssertionError("'" + part + "' is not in: " + whole);
        }
    }
}
