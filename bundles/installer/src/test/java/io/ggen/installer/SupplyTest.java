package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Checkpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where archives come from, and what becomes of them. */
class SupplyTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void anEmptyHome() {
        world = new World(folder.resolve("home"));
    }

    @Test
    void anArchiveFromElsewhereIsKeptAndFetchedOnce() throws IOException {
        FakeRegistry far = new FakeRegistry("far");
        byte[] archive = Tar.of("README", "far").bytes();
        far.add("a 1.0.0", archive);
        world.market = world.market(far);
        world.install("a");
        io.ggen.installer.work.Deletion.delete(world.home.store().resolve("trees"));

        world.install(world.force());

        assertThat(far.downloads).isEqualTo(1);
        String hex = Digest.sha256Of(archive).hex();
        assertThat(world.home
                        .store()
                        .resolve("archives")
                        .resolve(hex.substring(0, 2))
                        .resolve(hex + ".tar.gz"))
                .hasBinaryContent(archive);
        assertThat(World.shown(world.target)).containsEntry("a", "far");
    }

    @Test
    void offlineNobodyElsewhereIsAsked() throws IOException {
        FakeRegistry far = new FakeRegistry("far");
        far.add("a 1.0.0", Tar.of("README", "far").bytes());
        world.market = world.market(far);

        assertThat(Problems.message(() -> world.install(world.offline(), "a")))
                .contains("a 1.0.0 is not on this machine");
        assertThat(far.downloads).isZero();
    }

    @Test
    void anArchiveOfAFileRegistryIsNotCopied() throws IOException {
        world.publish("a 1.0.0");
        world.install("a");

        assertThat(world.home.store().resolve("archives")).doesNotExist();
    }

    @Test
    void aBadSourceDoesNotStopAGoodOne() throws IOException {
        byte[] archive = Tar.of("README", "right").bytes();
        world.publish(world.registry, "a 1.0.0", archive);
        FakeRegistry far = new FakeRegistry("far");
        far.add("a 1.0.0", archive);
        world.market = world.market(world.registry, far);
        Path file = world.home.registry().resolve("a/1.0.0/a-1.0.0.tar.gz");
        byte[] damaged = archive.clone();
        damaged[20] ^= 1;
        Files.write(file, damaged);

        world.install("a");

        assertThat(far.downloads).isEqualTo(1);
        assertThat(World.shown(world.target)).containsEntry("a", "right");
    }

    @Test
    void aLargeArchiveIsUnpackedFromItsFile() throws IOException {
        byte[] large = new byte[9 << 20];
        new Random(7).nextBytes(large);
        world.publish("large 1.0.0", new Tar().file("noise", large).file("README", "large".getBytes("UTF-8")));

        world.install("large");

        assertThat(world.target.resolve("large/noise")).hasBinaryContent(large);
        assertThat(world.market.verify(world.target, world.progress).files()).isEqualTo(2);
    }

    @Test
    void twoPackagesMayHaveOneArchive() throws IOException {
        byte[] archive = Tar.of("README", "same").bytes();
        world.publish(world.registry, "a 1.0.0", archive);
        world.publish(world.registry, "b 1.0.0", archive);

        world.install("a", "b");

        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b");
        assertThat(world.tree("a")).isEqualTo(world.tree("b"));
    }

    @Test
    void anotherFormatMeansAnotherTree() throws IOException {
        world.publish("a 1.0.0");
        world.install("a");
        Path first = world.tree("a");
        TarExtractor real = new TarExtractor();
        Extractor next = new Extractor() {
            @Override
            public int format() {
                return 2;
            }

            @Override
            public Tree extract(InputStream archive, long size, String label, Path folder, Limits limits)
                    throws IOException {
                return real.extract(archive, size, label, folder, limits);
            }
        };
        world.market = world.market("boot-1", Checkpoints.NONE, next, world.registry);

        world.install(world.force());

        assertThat(world.tree("a")).isNotEqualTo(first);
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(world.market.gc(0, world.progress).trees()).isEqualTo(1);
    }

    private Path damage(String name) throws IOException {
        Path readme = world.tree(name).resolve("README");
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString("rw-r--r--"));
        Files.write(readme, new byte[(int) Files.size(readme)]);
        return readme;
    }

    @Test
    void treesOfAnEarlierStartOfTheMachineAreCheckedOnceAndReplacedIfDamaged() throws IOException {
        world.publish("a 1.0.0 -> b");
        world.publish("b 1.0.0");
        world.install("a");
        damage("b");
        world.market = world.market("boot-2", Checkpoints.NONE, new TarExtractor(), world.registry);
        Path other = folder.resolve("other");

        world.install(world.into(other), "a");

        assertThat(World.shown(other)).containsEntry("b", "b 1.0.0");
        assertThat(world.market.verify(other, world.progress).damages()).isEmpty();
        try (Stream<Path> lists = Files.list(world.home.store().resolve("unsettled"))) {
            assertThat(lists.map(path -> path.getFileName().toString())).containsExactly("boot-2");
        }
    }

    @Test
    void treesOfThisStartOfTheMachineAreNotReadAgain() throws IOException {
        world.publish("a 1.0.0");
        world.install("a");
        Path readme = damage("a");

        world.install(world.into(folder.resolve("other")), "a");

        assertThat(Files.readAllBytes(readme)).containsOnly(0);
    }

    @Test
    void aLostSidecarMeansExtractingAgain() throws IOException {
        world.publish("a 1.0.0");
        world.install("a");
        Path tree = world.tree("a");
        Path sidecar = tree.resolveSibling(tree.getFileName() + ".json");
        Files.write(sidecar, new byte[10]);
        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.what())
                .containsExactly("has lost the list of its files");

        world.install(world.force());

        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    @Test
    void withoutABootIdTreesAreSyncedInstead() throws IOException {
        world.publish("a 1.0.0");
        world.market = world.market(null, Checkpoints.NONE, new TarExtractor(), world.registry);

        world.install("a");

        assertThat(World.shown(world.target)).containsOnlyKeys("a");
        assertThat(world.home.store().resolve("unsettled")).doesNotExist();
    }

    @Test
    void anExtractorThatIsReplacedMidwayRunsAgainInAFreshFolder() throws IOException {
        world.publish("a 1.0.0");
        List<Path> folders = new ArrayList<>();
        TarExtractor real = new TarExtractor();
        Extractor closing = new Extractor() {
            @Override
            public int format() {
                return 1;
            }

            @Override
            public Tree extract(InputStream archive, long size, String label, Path folder, Limits limits)
                    throws IOException {
                folders.add(folder);
                return real.extract(archive, size, label, folder, limits);
            }
        };
        var roles = io.ggen.roles.FixedRoles.of(
                world.registry,
                new io.ggen.resolver.backtracking.BacktrackingResolver(1000),
                closing,
                new io.ggen.lockfile.JsonLockfile());
        var twice = new TwiceRoles(roles);
        world.market = new GenerationMarketplace(
                world.home,
                twice,
                java.time.Clock.systemUTC(),
                Duration.ofSeconds(30),
                java.util.Optional.of("boot-1"),
                Checkpoints.NONE);

        world.install("a");

        assertThat(folders).hasSize(2).doesNotHaveDuplicates();
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void registriesThatContradictEachOtherAreNamed() throws IOException {
        FakeRegistry one = new FakeRegistry("one");
        FakeRegistry two = new FakeRegistry("two");
        one.add("a 1.0.0", Tar.of("README", "1").bytes());
        two.add("a 1.0.0", Tar.of("README", "2").bytes());
        world.market = world.market(one, two);

        assertThat(Problems.message(() -> world.install("a")))
                .startsWith("The registries one and two have different archives (sha256-")
                .endsWith(") for a@1.0.0 by local; nothing was installed.");
    }

    @Test
    void registriesThatDifferInDependenciesAreNamed() throws IOException {
        FakeRegistry one = new FakeRegistry("one");
        FakeRegistry two = new FakeRegistry("two");
        byte[] archive = Tar.of("README", "1").bytes();
        one.add("a 1.0.0", archive);
        two.add("a 1.0.0 -> b", archive);
        world.market = world.market(one, two);

        assertThat(Problems.message(() -> world.install("a"))).contains("one and two have different dependencies");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAWarning() throws IOException {
        FakeRegistry slow = new FakeRegistry("slow");
        slow.neverAnswers = true;
        world.patience = Duration.ofMillis(20);
        FakeRegistry good = new FakeRegistry("good");
        good.add("a 1.0.0 -> b", Tar.of("README", "a").bytes());
        good.add("b 1.0.0", Tar.of("README", "b").bytes());
        world.market = world.market(slow, new FakeRegistry("down").unavailable("no route"), good);

        world.install("a");

        assertThat(world.warnings)
                .containsExactly(
                        "The registry slow could not be asked (no answer within 0 s); using what the others know.",
                        "The registry down could not be asked (no route); using what the others know.");
        assertThat(World.shown(world.target)).containsKey("a");
        assertThat(slow.asked).as("asked no more once it was too slow").hasSize(1);
    }

    @Test
    void eachNameIsAskedOnceInOneRun() throws IOException {
        FakeRegistry far = new FakeRegistry("far");
        far.add("a 1.0.0 -> b, c", Tar.of("README", "a").bytes());
        far.add("b 1.0.0 -> c", Tar.of("README", "b").bytes());
        far.add("c 1.0.0", Tar.of("README", "c").bytes());
        world.market = world.market(far);

        world.install("a");

        assertThat(far.asked.stream().flatMap(names -> names.stream()).toList())
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutARegistryThatIsSaid() {
        world.market = world.market();

        assertThat(Problems.message(() -> world.install("a"))).contains("no registry is installed");
    }

    @Test
    void thePublisherInTheLockIsTheOneThatCounts() throws IOException {
        FakeRegistry far = new FakeRegistry("far");
        far.sign(Someone.ANN, "a 1.0.0", Tar.of("README", "ann 1").bytes());
        world.market = world.market(far);
        world.install("@" + Someone.ANN.id() + "/a");
        far.sign(Someone.ANN, "a 1.1.0", Tar.of("README", "ann 2").bytes());
        far.add("a 9.0.0", Tar.of("README", "squatter").bytes());

        world.update();

        assertThat(world.installed()).containsExactly("a@1.1.0");
    }

    @Test
    void aDeprecatedPackageIsInstalledWithAWarning() throws IOException {
        world.publish("a 1.0.0");
        world.registry.deprecate(new io.ggen.api.PackageName("a"), "use b");

        world.install("a");

        assertThat(world.warnings).containsExactly("a is deprecated: use b");
    }
}
