package io.ggen.itests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Swaps every part of a real Felix, in every way an operator can, while installs, transfers from another home and searches run,
 * and counts what was lost. What runs inside the framework is {@link SwapProbe}. The README says how to run it
 * at full size.
 */
@Timeout(3600)
class SwapIT {
    private static final int NETWORK_PACKAGES = Math.min(100, 2 * Integer.getInteger("ggen.swaps", 3));
    static final int NETWORK_SIZE = 200_000;
    private static final int LARGE = 4 << 20;

    @TempDir
    Path folder;

    private InFramework framework(Seller ann) throws Exception {
        Path large = ann.publish("large", LARGE);
        for (int i = 0; i < NETWORK_PACKAGES; i++) {
            ann.publish("net-" + i, NETWORK_SIZE);
        }
        Path home = folder.resolve("home");
        new Ggen(home)
                .run(
                        "registry",
                        "import",
                        Ggen.root().resolve("distribution/samples").toString())
                .ok();
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/io.ggen.node.json"),
                "{\"listen\":[\"/ip4/127.0.0.1/tcp/0\"],\"bootstrap\":[\"" + ann.address + "\"]}\n");
        Path spare = Files.createDirectories(folder.resolve("spare"));
        spare(spare, "extractor", "io.ggen.extractor");
        spare(spare, "resolver", "io.ggen.resolver.backtracking");
        spare(spare, "lockfile", "io.ggen.lockfile");
        spare(spare, "reputation", "io.ggen.reputation.ratio");
        spare(spare, "transport", "io.ggen.libp2p");
        Files.move(ExampleIT.build(folder.resolve("example")), spare.resolve("registry.jar"));
        return new InFramework(home, folder, true)
                .tell("spare", spare.toString())
                .tell("publisher", ann.publisher)
                .tell("packages", Integer.toString(NETWORK_PACKAGES))
                .tell("large", large.toString());
    }

    private static void spare(Path spare, String role, String bundle) throws Exception {
        Jars.renamedCopy(InFramework.bundleFile(bundle), spare.resolve(role + ".jar"), "second-" + role, 50);
    }

    @Test
    void nothingIsLostWhileEveryPartIsSwapped() throws Exception {
        try (Seller ann = new Seller(folder.resolve("ann"))) {
            framework(ann).run(SwapProbe.class, "swapWhileWorking");
        }
    }

    @Test
    void partsThatAreSwappedAndSwappedBackLeaveNothingBehind() throws Exception {
        try (Seller ann = new Seller(folder.resolve("ann"))) {
            framework(ann).run(CyclesProbe.class, "swapAndSwapBack");
        }
    }
}
