package io.ggen.itests;

import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.fetch.Wanted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Runs inside the framework that {@link SwapIT} starts. Public for Pax Exam. */
public class CyclesProbe {
    private static final int CYCLES = Integer.getInteger("ggen.cycles", 6);
    private static final int WARM_UP = 3;

    /** What is loaded for the first time, whenever that is, is so in one round; what a cycle leaves behind grows in each. */
    private static final int ROUNDS = 3;

    private static final int MOST_COLLECTIONS = 20;
    private static final long FETCH_SECONDS = 120;

    /** What a cycle may leave for good in all of them together: caches of the JDK that fill up, not one a cycle. */
    private static final Footprint SLACK = new Footprint(60, 6, 6, 4 << 20);

    /** What a process holds, after collection. */
    private record Footprint(long classes, long threads, long files, long heap) {
        static Footprint now() throws Exception {
            for (int i = 0; i < 3; i++) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return new Footprint(
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    openFiles(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        /** Open files, sockets among them; 0 where that cannot be told. */
        private static long openFiles() {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.count();
            } catch (IOException e) {
                return 0;
            }
        }

        boolean isWithin(Footprint before) {
            return classes <= before.classes + SLACK.classes
                    && threads <= before.threads + SLACK.threads
                    && files <= before.files + SLACK.files
                    && heap <= before.heap + SLACK.heap;
        }
    }

    /** Swaps transport and reputation, uses them, swaps back; updates each, so that their classes are loaded anew. */
    public void swapAndSwapBack(BundleContext context) throws Exception {
        Swapping swapping = new Swapping(context, Path.of(System.getProperty("ggen.test.home")));
        Wanted large = SwapProbe.large();
        Swapping.service(context, Fetcher.class);
        Swapping.awaitServer(context);
        Swapping.awaitSync(
                context); // or else its classes, and those of the record catalogue, come in a cycle that counts
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < WARM_UP; i++) {
            cycle(context, swapping, large, loaders);
        }
        Footprint before = Footprint.now();
        System.out.println("SwapIT: after " + WARM_UP + " cycles " + before);
        for (int round = 1; round <= ROUNDS; round++) {
            loaders.clear();
            for (int i = 1; i <= CYCLES; i++) {
                cycle(context, swapping, large, loaders);
            }
            Footprint after = settled(before, loaders);
            String told = "in round " + round + " of " + CYCLES + " cycles " + before + " became " + after + ", "
                    + kept(loaders) + " of " + loaders.size() + " class loaders of replaced parts are kept";
            System.out.println("SwapIT: " + told);
            if (kept(loaders) > 0) {
                throw new AssertionError(told);
            }
            if (after.isWithin(before)) {
                return;
            }
            before = after;
        }
        throw new AssertionError("each round of " + CYCLES + " cycles left something behind, the last one " + before
                + "; threads " + threads());
    }

    /** What is held once collection and whatever ends behind a swap have had their time. */
    private static Footprint settled(Footprint before, List<WeakReference<ClassLoader>> loaders) throws Exception {
        linkARecord();
        Footprint now = Footprint.now();
        for (int i = 0; i < MOST_COLLECTIONS && !(now.isWithin(before) && kept(loaders) == 0); i++) {
            TimeUnit.SECONDS.sleep(1);
            now = Footprint.now();
        }
        return now;
    }

    private record Linked(List<String> any) {}

    /**
     * Java keeps the types of the record whose methods were linked last (the handles in {@code java.lang.runtime.ObjectMethods}
     * remember what they were last cast to), and with them the loader of a part that has gone. From now on it is this one's.
     */
    private static void linkARecord() {
        Linked one = new Linked(List.of());
        if (!one.equals(new Linked(List.of()))
                || one.hashCode() != List.of().hashCode()
                || one.toString().isEmpty()) {
            throw new AssertionError(one.toString());
        }
    }

    private static void cycle(
            BundleContext context, Swapping swapping, Wanted large, List<WeakReference<ClassLoader>> loaders)
            throws Exception {
        swapping.use("transport", "libp2p-ws");
        swapping.use("reputation", "ratio");
        fetch(context, large);
        for (List<String> part : List.of(
                List.of("transport", "libp2p"),
                List.of("reputation", "fading"),
                List.of("transport", "libp2p-ws"),
                List.of("reputation", "ratio"))) {
            loaders.add(loaderOf(swapping.bundleOf(part.get(0), part.get(1))));
            swapping.update(part.get(0), part.get(1));
        }
        swapping.use("transport", "libp2p");
        swapping.use("reputation", "fading");
        fetch(context, large);
    }

    private static long kept(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static WeakReference<ClassLoader> loaderOf(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    private static void fetch(BundleContext context, Wanted large) throws Exception {
        Fetcher fetcher = Swapping.service(context, Fetcher.class);
        fetcher.fetch(large, new FetchOptions(0, List.of(), Load.PATIENCE), FetchProgress.NONE)
                .toCompletableFuture()
                .get(FETCH_SECONDS, TimeUnit.SECONDS);
        fetcher.release(large.sha256());
    }

    private static Map<String, Integer> threads() {
        Map<String, Integer> byName = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            byName.merge(thread.getName().replaceAll("[0-9]+", "N"), 1, Integer::sum);
        }
        return byName;
    }
}
