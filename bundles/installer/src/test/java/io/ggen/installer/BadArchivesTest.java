package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Checkpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are not what they should be: one sentence, and nothing is different afterwards. */
class BadArchivesTest {
    @TempDir
    Path folder;

    World world;
    SortedMap<String, String> before;

    @BeforeEach
    void aTargetWithSomethingInIt() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("good 1.0.0");
        world.install("good");
        before = World.snapshot(world.target);
    }

    @AfterEach
    void nothingHasChanged() throws IOException {
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(world.leftovers()).isEmpty();
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    private Path archive(String name) {
        return world.home.registry().resolve(name + "/1.0.0/" + name + "-1.0.0.tar.gz");
    }

    @Test
    void aMissingArchive() throws IOException {
        world.publish("bad 1.0.0");
        Files.delete(archive("bad"));

        assertThat(Problems.message(() -> world.install("bad")))
                .startsWith("The archive of bad@1.0.0 is missing (")
                .endsWith("; nothing was installed.");
    }

    @Test
    void anArchiveWithOtherBytes() throws IOException {
        Release release = world.publish("bad 1.0.0");
        byte[] bytes = Files.readAllBytes(archive("bad"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(archive("bad"), bytes);

        assertThat(Problems.message(() -> world.install("bad")))
                .isEqualTo("The archive of bad@1.0.0 in " + archive("bad") + " has the digest "
                        + Digest.sha256Of(bytes) + ", but " + release.archive().digest()
                        + " is expected; nothing was installed.");
    }

    @Test
    void anArchiveOfAnotherLength() throws IOException {
        FakeRegistry registry = new FakeRegistry("far");
        byte[] archive = Tar.of("README", "x").bytes();
        registry.add("bad 1.0.0", PublisherId.LOCAL, archive, Digest.sha256Of(new byte[1]));
        world.market = world.market(world.registry, registry);

        assertThat(Problems.message(() -> world.install("bad")))
                .contains("The archive of bad@1.0.0 in peer of far has the digest " + Digest.sha256Of(archive));
        assertThat(world.home.store().resolve("archives")).doesNotExist();
    }

    @Test
    void anArchiveThatLeavesItsFolder() throws IOException {
        byte[] hostile = Tar.of("../../escaped", "x").bytes();
        FakeRegistry registry = new FakeRegistry("far");
        registry.add("bad 1.0.0", hostile);
        world.market = world.market(world.registry, registry);

        assertThat(Problems.message(() -> world.install("bad"))).contains("bad@1.0.0");
        assertThat(folder.resolve("home/store/tmp/escaped")).doesNotExist();
    }

    @Test
    void anArchiveWhoseManifestNamesAnotherPackage() throws IOException {
        FakeRegistry registry = new FakeRegistry("far");
        registry.add(
                "bad 1.0.0",
                Tar.of("package.json", "{\"name\":\"other\",\"version\":\"1.0.0\"}")
                        .bytes());
        world.market = world.market(world.registry, registry);

        assertThat(Problems.message(() -> world.install("bad")))
                .isEqualTo(
                        "The archive of bad@1.0.0 holds a package.json that says name 'other'; nothing was installed.");
    }

    @Test
    void anArchiveWhoseManifestNamesAnotherVersion() throws IOException {
        FakeRegistry registry = new FakeRegistry("far");
        registry.add(
                "bad 1.0.0",
                Tar.of("package.json", "{\"name\":\"bad\",\"version\":\"1.0.1\"}")
                        .bytes());
        registry.add("worse 1.0.0", Tar.of("package.json", "{\"name\":").bytes());
        registry.add(
                "npm 1.0.0",
                Tar.of("package.toml", "[package]", "package.json", "{\"name\":\"@n/pm\"}")
                        .bytes());
        world.market = world.market(world.registry, registry);

        assertThat(Problems.message(() -> world.install("bad"))).contains("says version '1.0.1'");
        assertThat(Problems.message(() -> world.install("worse"))).contains("package.json that cannot be read (line 1");
        assertThat(World.ids(world.install(world.into(folder.resolve("other")), "npm")
                        .installed()))
                .containsExactly("npm@1.0.0");
    }

    @Test
    void oneBadArchiveAmongManyKeepsTheOthersOut() throws IOException {
        FakeRegistry registry = new FakeRegistry("far");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            registry.add("p" + i + " 1.0.0", Tar.of("README", "p" + i).bytes());
            all.append(all.isEmpty() ? "" : ", ").append("p").append(i);
        }
        registry.add("p100 1.0.0", PublisherId.LOCAL, Tar.of("README", "x").bytes(), Digest.sha256Of(new byte[0]));
        registry.add("all 1.0.0 -> " + all + ", p100", Tar.of("README", "all").bytes());
        world.market = world.market(world.registry, registry);

        assertThat(Problems.message(() -> world.install("all"))).contains("p100@1.0.0");
    }

    @Test
    void aFullDiskWhileExtracting() {
        world.market = world.market("boot-1", Checkpoints.NONE, failing("No space left on device"), world.registry);

        assertThat(Problems.message(() -> {
                    world.publish("new 1.0.0");
                    world.install("new");
                }))
                .isEqualTo("The disk that holds " + world.home.store()
                        + " is full (No space left on device); nothing was installed.");
    }

    private static Extractor failing(String reason) {
        return new Extractor() {
            @Override
            public int format() {
                return 1;
            }

            @Override
            public Tree extract(InputStream archive, long size, String label, Path folder, Limits limits)
                    throws IOException {
                Files.writeString(folder.resolve("half"), "x");
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aLargeArchiveThatChangesWhileItIsUnpacked() throws IOException {
        byte[] large = new byte[9 << 20];
        new Random(7).nextBytes(large);
        world.publish("large 1.0.0", new Tar().file("noise", large));
        Path archive = archive("large");
        TarExtractor real = new TarExtractor();
        Extractor meddling = new Extractor() {
            @Override
            public int format() {
                return 1;
            }

            @Override
            public Tree extract(InputStream in, long size, String label, Path folder, Limits limits)
                    throws IOException {
                try (var file = java.nio.channels.FileChannel.open(archive, java.nio.file.StandardOpenOption.WRITE)) {
                    // The header's time stamp: no digest inside the archive covers it.
                    file.write(java.nio.ByteBuffer.wrap(new byte[] {9}), 4);
                }
                return real.extract(in, size, label, folder, limits);
            }
        };
        world.market = world.market("boot-1", Checkpoints.NONE, meddling, world.registry);

        assertThat(Problems.message(() -> world.install("large")))
                .isEqualTo("The archive of large@1.0.0 changed while it was read; nothing was installed.");
        assertThat(world.market.gc(10, world.progress).trees()).isZero();
    }

    @Test
    void aHomeThatIsNotAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("home-file"), "x");
        World broken = new World(file);
        broken.market = broken.market(world.registry);

        assertThat(Problems.message(() -> broken.install(broken.into(folder.resolve("elsewhere")), "good")))
                .contains("home-file", "; nothing was installed.");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
}
