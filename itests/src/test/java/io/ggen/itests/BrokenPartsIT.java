package io.ggen.itests;

import io.ggen.api.extractor.Extractor;
import io.ggen.api.lockfile.Lockfile;
import io.ggen.api.resolver.Resolver;
import io.ggen.itests.broken.BlockedResolver;
import io.ggen.itests.broken.EmptyExtractor;
import io.ggen.itests.broken.HostlessTransport;
import io.ggen.itests.broken.MadReputation;
import io.ggen.itests.broken.NonsenseResolver;
import io.ggen.itests.broken.SilentLockfile;
import io.ggen.itests.broken.ThrowingResolver;
import io.ggen.p2p.api.Transport;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts that go when they are needed, do not come up, or answer nonsense. What runs inside the framework is the probe. */
@Timeout(600)
class BrokenPartsIT {
    private static final int LARGE = 48 << 20;

    @TempDir
    Path folder;

    private Path home() throws Exception {
        Path home = folder.resolve("home");
        new Ggen(home)
                .run(
                        "registry",
                        "import",
                        Ggen.root().resolve("distribution/samples").toString())
                .ok();
        return home;
    }

    private Path spare() throws Exception {
        Path spare = Files.createDirectories(folder.resolve("spare"));
        String resolver = "io.ggen.api.resolver";
        provider(spare, "throwing", ThrowingResolver.class, Resolver.class, resolver);
        provider(spare, "blocked", BlockedResolver.class, Resolver.class, resolver);
        provider(spare, "nonsense", NonsenseResolver.class, Resolver.class, resolver);
        provider(spare, "silent", SilentLockfile.class, Lockfile.class, "io.ggen.api.lockfile");
        provider(spare, "empty", EmptyExtractor.class, Extractor.class, "io.ggen.api.extractor");
        provider(spare, "hostless", HostlessTransport.class, Transport.class, "io.ggen.p2p.api,io.ggen.api.identity");
        provider(
                spare,
                "mad",
                MadReputation.class,
                ReputationPolicy.class,
                "io.ggen.p2p.api,io.ggen.p2p.api.reputation");
        return spare;
    }

    private static void provider(Path spare, String name, Class<?> type, Class<?> service, String imports)
            throws Exception {
        String role = service == ReputationPolicy.class
                ? "reputation"
                : service.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        Jars.provider(spare.resolve(name + ".jar"), type, service, imports, role, name);
    }

    @Test
    void theLastProviderThatGoesInTheMiddleOfWorkIsAClearErrorAndNoHang() throws Exception {
        new InFramework(home(), folder, false).run(BrokenPartsProbe.class, "removeTheLast");
    }

    @Test
    void partsThatDoNotComeUpOrAnswerNonsenseLeaveTheOldStateWhole() throws Exception {
        new InFramework(home(), folder, false)
                .tell("spare", spare().toString())
                .run(BrokenPartsProbe.class, "bringBrokenOnes");
    }

    @Test
    void aTransferOutlivesItsTransportOrEndsWithAReasonAndGoesOnLater() throws Exception {
        try (Seller ann = new Seller(folder.resolve("ann"))) {
            Path large = ann.publish("large", LARGE);
            Path home = home();
            Files.createDirectories(home.resolve("etc"));
            Files.writeString(
                    home.resolve("etc/io.ggen.node.json"),
                    "{\"listen\":[\"/ip4/127.0.0.1/tcp/0\"],\"bootstrap\":[\"" + ann.address + "\"]}\n");
            new InFramework(home, folder, true)
                    .tell("spare", spare().toString())
                    .tell("large", large.toString())
                    .run(BrokenPartsProbe.class, "takeTheTransportAway");
        }
    }
}
