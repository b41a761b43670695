package io.ggen.itests;

import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;

/** Sessions that work on one host at once, until they are told to stop, and count what was lost. */
final class Load {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final AtomicInteger installs = new AtomicInteger();
    final AtomicInteger transfers = new AtomicInteger();
    final AtomicInteger searches = new AtomicInteger();
    final AtomicLong longestDown = new AtomicLong();
    final Queue<String> lost = new ConcurrentLinkedQueue<>();

    private final BundleContext context;
    private final Path folder;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    Load(BundleContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    private interface Work {
        /** One round. What it throws is a loss. */
        void once(int round) throws Exception;
    }

    private void session(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    for (int round = 0; !stop.get(); round++) {
                        try {
                            work.once(round);
                        } catch (Exception | LinkageError | AssertionError e) {
                            lost.add(name + ": " + e);
                        }
                    }
                },
                "session " + name);
        threads.add(thread);
        thread.start();
    }

    /** Installs and removes packages of this home, again and again. */
    void installs(String name) throws Exception {
        Marketplace marketplace = Swapping.service(context, Marketplace.class);
        Path target = folder.resolve("target-" + name);
        InstallOptions plain = InstallOptions.into(target);
        InstallOptions forced = new InstallOptions(target, null, true, false, null, plain.choice());
        session("installs " + name, round -> {
            marketplace.install(new InstallRequest(List.of(Spec.parse("hello-world")), forced), Progress.NONE);
            String page = Files.readString(target.resolve("hello-world/index.html"));
            if (!page.contains("Hello, world") || !Files.exists(target.resolve("language-names/languages.csv"))) {
                throw new AssertionError("wrong content in " + target);
            }
            marketplace.uninstall(Set.of(new PackageName("hello-world")), plain, Progress.NONE);
            installs.incrementAndGet();
        });
    }

    /** Waits until this home knows all of {@code count} packages that a publisher elsewhere has. */
    void awaitKnown(int count) throws Exception {
        Catalog catalog = Swapping.service(context, Catalog.class);
        for (int i = 0; i < count; i++) {
            String name = "net-" + i;
            Swapping.await(
                    name + " is known",
                    () -> catalog.search(Catalog.Query.of(name, 1)).hits().stream()
                            .anyMatch(hit -> hit.name().equals(name)));
        }
    }

    /** Installs {@code count} packages of a publisher elsewhere, called {@code net-N}, each once. */
    void installsFromTheNetwork(String publisher, int count, int size) throws Exception {
        Marketplace marketplace = Swapping.service(context, Marketplace.class);
        Path target = folder.resolve("target-network");
        InstallOptions options = InstallOptions.into(target).with((newcomers, state) -> {});
        awaitKnown(count);
        session("network installs", round -> {
            if (round >= count) {
                TimeUnit.MILLISECONDS.sleep(20);
                return;
            }
            String name = "net-" + round;
            marketplace.install(
                    new InstallRequest(List.of(Spec.parse("@" + publisher + "/" + name)), options), Progress.NONE);
            if (!Arrays.equals(Files.readAllBytes(target.resolve(name).resolve("content")), Noise.of(name, size))) {
                throw new AssertionError("wrong content in " + name);
            }
            installs.incrementAndGet();
        });
    }

    /** Fetches {@code wanted} from other peers, and gives it up, again and again. */
    void transfers(Wanted wanted) throws Exception {
        Swapping.awaitServer(context);
        session("transfers", round -> {
            Fetcher fetcher = Swapping.service(context, Fetcher.class);
            FetchOptions options = new FetchOptions(0, List.of(), PATIENCE);
            Path file = fetcher.fetch(wanted, options, FetchProgress.NONE)
                    .toCompletableFuture()
                    .get(3 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (Files.size(file) != wanted.size()) {
                throw new AssertionError(Files.size(file) + " bytes, not " + wanted.size());
            }
            fetcher.release(wanted.sha256());
            transfers.incrementAndGet();
        });
    }

    /** Searches the catalogue, again and again. */
    void searches() throws Exception {
        Catalog catalog = Swapping.service(context, Catalog.class);
        session("searches", round -> {
            List<Catalog.Hit> hits =
                    catalog.search(Catalog.Query.of("hello-world", 5)).hits();
            if (hits.isEmpty() || !hits.get(0).name().equals("hello-world")) {
                throw new AssertionError("hello-world is not found: " + hits);
            }
            searches.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(5);
        });
    }

    /** Watches for how long at a time the network has no transport. */
    void watches() throws Exception {
        Node node = Swapping.service(context, Node.class);
        long[] downSince = {0};
        session("watch", round -> {
            long now = System.nanoTime();
            if (node.status().state() == NodeStatus.State.UP) {
                downSince[0] = 0;
            } else {
                downSince[0] = downSince[0] == 0 ? now : downSince[0];
                longestDown.accumulateAndGet(now - downSince[0], Math::max);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        });
    }

    /** Waits until so much more was done, or anything was lost. */
    void awaitMore(int moreInstalls, int moreTransfers) throws Exception {
        int installed = installs.get() + moreInstalls;
        int transferred = transfers.get() + moreTransfers;
        Swapping.await(
                moreInstalls + " more installs and " + moreTransfers + " more transfers; lost so far: " + lost,
                () -> installs.get() >= installed && transfers.get() >= transferred || !lost.isEmpty());
        noneLost();
    }

    void noneLost() {
        if (!lost.isEmpty()) {
            stop.set(true);
            throw new AssertionError(lost.size() + " lost beside " + this + ": "
                    + lost.stream().limit(5).toList());
        }
    }

    /** Ends all sessions; fails if one hangs or anything was lost. */
    void stop() throws Exception {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join(3 * PATIENCE.toMillis());
            if (thread.isAlive()) {
                AssertionError hangs = new AssertionError(thread.getName() + " hangs; lost so far: " + lost);
                hangs.setStackTrace(thread.getStackTrace());
                throw hangs;
            }
        }
        noneLost();
    }

    @Override
    public String toString() {
        return installs + " installs, " + transfers + " transfers, " + searches + " searches";
    }
}
