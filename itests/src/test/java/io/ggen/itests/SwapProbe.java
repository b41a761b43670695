package io.ggen.itests;

import io.ggen.api.registry.RegistryAdmin;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.records.ArchiveTree;
import io.ggen.roles.Swaps;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;

/** Runs inside the framework that {@link SwapIT} starts. Public for Pax Exam. */
public class SwapProbe {
    private static final int SESSIONS = 3;
    private static final int SWAPS = Integer.getInteger("ggen.swaps", 3);
    private static final int INSTALLS = Integer.getInteger("ggen.installs", 30);
    /** Not for a build on a busy machine: a minute by default. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(Integer.getInteger("ggen.pause", 60_000));

    /** Each role with two of its providers that are always there; the same twice where the distribution has one only. */
    private static final List<List<String>> PARTS = List.of(
            List.of("transport", "libp2p-ws", "libp2p"),
            List.of("reputation", "ratio", "fading"),
            List.of("resolver", "backtracking", "pubgrub"),
            List.of("extractor", "tar", "tar"),
            List.of("lockfile", "json", "json"));

    /** Installs, transfers and searches in several threads while this one swaps parts. */
    public void swapWhileWorking(BundleContext context) throws Exception {
        Path folder = Path.of(System.getProperty("ggen.test.folder"));
        Path spare = Path.of(System.getProperty("ggen.test.spare"));
        Swapping swapping = new Swapping(context, Path.of(System.getProperty("ggen.test.home")));
        Load load = new Load(context, folder);
        load.transfers(large());
        load.watches();
        load.searches();
        load.installsFromTheNetwork(
                System.getProperty("ggen.test.publisher"),
                Integer.getInteger("ggen.test.packages"),
                SwapIT.NETWORK_SIZE);
        for (int i = 0; i < SESSIONS; i++) {
            load.installs(Integer.toString(i));
        }
        load.awaitMore(3, 1);
        int swaps = 0;
        for (int round = 0; swaps < SWAPS || load.installs.get() < INSTALLS; round++) {
            int before = swaps;
            for (List<String> part : PARTS) {
                swaps = Math.max(swaps, before + swap(swapping, load, spare, part, round));
            }
            swapRegistries(context, swapping, load, spare, round);
        }
        load.stop();
        Swaps told = Swapping.service(context, Swaps.class);
        System.out.println("SwapIT: " + load + ", 0 lost, 0 wrong; each part swapped " + swaps
                + " times or more; longest pause of a call "
                + told.longestPause().toMillis()
                + " ms, longest time without a transport " + load.longestDown.get() / 1_000_000 + " ms");
        if (told.longestPause().compareTo(LONGEST_PAUSE) > 0 || load.longestDown.get() > LONGEST_PAUSE.toNanos()) {
            throw new AssertionError("a pause was longer than " + LONGEST_PAUSE);
        }
    }

    /** Swaps a part in each way there is, and says how often. */
    private static int swap(Swapping swapping, Load load, Path spare, List<String> part, int round) throws Exception {
        String role = part.get(0);
        String second = "second-" + role;
        int transfers = role.equals("transport") || role.equals("reputation") ? 1 : 0;
        // a better one arrives in deploy/
        if (round == 0) {
            swapping.deploy(spare.resolve(role + ".jar"), role + "-0.jar", role, second);
        } else {
            swapping.drop(spare.resolve(role + ".jar"), role + "-" + round + ".jar");
            Swapping.await(second + " is known", () -> swapping.isKnown(role, second));
            swapping.use(role, second);
        }
        load.awaitMore(1, transfers);
        // by command, to either of those that are always there
        swapping.use(role, part.get(1));
        load.awaitMore(1, transfers);
        swapping.use(role, second);
        load.awaitMore(1, 0);
        // the one in office is updated with the same jar
        swapping.update(role, second);
        load.awaitMore(1, transfers);
        // it goes: uninstalled by hand, or out of deploy/
        if (round % 2 == 0) {
            swapping.uninstall(role, second);
            Files.delete(Path.of(System.getProperty("ggen.test.home"), "deploy", role + "-" + round + ".jar"));
        } else {
            swapping.takeOut(role + "-" + round + ".jar", role, second);
        }
        load.awaitMore(1, transfers);
        // and so is one of the distribution's
        swapping.use(role, part.get(2));
        swapping.update(role, part.get(2));
        load.awaitMore(1, transfers);
        return 6;
    }

    private static void swapRegistries(BundleContext context, Swapping swapping, Load load, Path spare, int round)
            throws Exception {
        String file = "registry-" + round + ".jar";
        swapping.drop(spare.resolve("registry.jar"), file);
        Swapping.await("the example is known", () -> swapping.isKnown("registry", "http"));
        load.awaitMore(1, 0);
        RegistryAdmin admin = Swapping.service(context, RegistryAdmin.class);
        Path more = Path.of(System.getProperty("ggen.test.home"), "registry");
        admin.add("more", more);
        load.awaitMore(1, 0);
        swapping.update("registry", "home");
        load.awaitMore(1, 0);
        Swapping.service(context, RegistryAdmin.class).remove("more");
        swapping.update("registry", "network");
        load.awaitMore(1, 0);
        if (round % 2 == 0) {
            swapping.uninstall("registry", "http");
            Files.delete(Path.of(System.getProperty("ggen.test.home"), "deploy", file));
        } else {
            swapping.takeOut(file, "registry", "http");
        }
        load.awaitMore(1, 0);
    }

    /** What {@link SwapIT} published as "large". */
    static Wanted large() throws Exception {
        try (InputStream archive = Files.newInputStream(Path.of(System.getProperty("ggen.test.large")))) {
            ArchiveTree tree = ArchiveTree.of(archive);
            return new Wanted(tree.sha256(), tree.size(), tree.root(), "large@1.0.0");
        }
    }
}
