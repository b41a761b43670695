package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.Release;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.resolver.Question;
import io.ggen.installer.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that somebody else wrote, about bytes that are in the store: what they claim holds only if a registry has said so. */
class ForeignLockTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry here;
    Release a;
    Release b;
    String lock;

    @BeforeEach
    void aWarmStore() throws IOException {
        world = new World(folder.resolve("home"));
        here = new FakeRegistry("here");
        a = here.add("a 1.0.0", manifested("a", "1.0.0"));
        b = here.add("b 1.0.0", manifested("b", "1.0.0"));
        here.sign(ANN, "s 1.0.0", Tar.of("README", "s").bytes());
        world.market = world.market(here);
        world.install("a", "b", "s");
        lock = Files.readString(world.target.resolve("ggen.lock"));
    }

    private static byte[] manifested(String name, String version) throws IOException {
        String json = "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"}";
        return Tar.of("README", name, "package.json", json).bytes();
    }

    /** How {@code text} is refused as a lock, the same in every way of installing it; nothing is written by any. */
    private String refused(String text) throws IOException {
        assertThat(text).isNotEqualTo(lock);
        Path file = Files.writeString(folder.resolve("forged.lock"), text);
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Files.writeString(clone.resolve("ggen.lock"), text);
        List<String> messages = new ArrayList<>();
        var before = World.snapshot(world.home.root());
        for (boolean frozen : new boolean[] {false, true}) {
            for (boolean offline : new boolean[] {false, true}) {
                for (boolean force : new boolean[] {false, true}) {
                    var choice = Question.Options.DEFAULT.withFrozen(frozen).withOffline(offline);
                    Path fresh = folder.resolve("fresh");
                    messages.add(Problems.message(
                            () -> world.install(new InstallOptions(fresh, file, force, false, null, choice))));
                    messages.add(Problems.message(
                            () -> world.install(new InstallOptions(world.target, file, force, false, null, choice))));
                    messages.add(Problems.message(
                            () -> world.install(new InstallOptions(clone, null, force, false, null, choice))));
                    assertThat(fresh).doesNotExist();
                    assertThat(clone.resolve(".ggen")).doesNotExist();
                }
            }
        }
        assertThat(World.snapshot(world.home.root())).isEqualTo(before);
        assertThat(messages.stream().distinct()).hasSize(1);
        return messages.get(0);
    }

    @Test
    void aVersionThatNoRegistryHasIsRefused() throws IOException {
        assertThat(refused(lock.replace("a@1.0.0", "a@1.0.9")
                        .replace("\"version\": \"1.0.0\"", "\"version\": \"1.0.9\"")
                        .replace("a/1.0.0", "a/1.0.9")
                        .replace("b@1.0.0", "b@1.0.9")
                        .replace("b/1.0.0", "b/1.0.9")
                        .replace("s@1.0.0", "s@1.0.9")
                        .replace("s/1.0.0", "s/1.0.9")))
                .isEqualTo("a@1.0.9 is in the lock, but no registry has it; nothing was installed.");
    }

    @Test
    void aNameThatNoRegistryHasIsRefused() throws IOException {
        assertThat(refused(lock.replace("a@1.0.0", "z@1.0.0")
                        .replace("\"name\": \"a\"", "\"name\": \"z\"")
                        .replace("a/1.0.0", "z/1.0.0")
                        .replace("\"a\":", "\"z\":")))
                .isEqualTo("z@1.0.0 is in the lock, but no registry has it; nothing was installed.");
    }

    @Test
    void theArchiveOfAnotherPackageIsRefused() throws IOException {
        Digest as = a.archive().digest();
        Digest bs = b.archive().digest();

        assertThat(refused(lock.replace(bs.toString(), as.toString())))
                .isEqualTo("The lock says that the archive of b@1.0.0 has the digest " + as + ", but the registry says "
                        + bs + "; nothing was installed.");
    }

    @Test
    void aSignedPackageIsNotUnsignedBecauseTheLockSaysSo() throws IOException {
        assertThat(refused(lock.replace(ANN.id().value(), "local")))
                .isEqualTo("The lock says that s@1.0.0 is by local (unsigned), but the registry has it by "
                        + ANN.shown() + "; nothing was installed.");
    }

    @Test
    void anUnsignedPackageIsNotSignedBecauseTheLockSaysSo() throws IOException {
        int at = lock.indexOf("\"publisher\": \"local\"");
        String forged = lock.substring(0, at)
                + lock.substring(at).replaceFirst("\"local\"", "\"" + ANN.id().value() + "\"");

        assertThat(refused(forged))
                .isEqualTo("The lock says that a@1.0.0 is by " + ANN.shown()
                        + ", but the registry has it by local (unsigned); nothing was installed.");
    }

    @Test
    void whereNoRegistryCanBeAskedItIsRefusedToo() throws IOException {
        world.market = world.market(new FakeRegistry("gone").unavailable("no route"));

        assertThat(refused(lock.replace(
                        b.archive().digest().toString(), a.archive().digest().toString())))
                .isEqualTo("b@1.0.0 is in the lock, but nothing here vouches for it, and it could not be looked up"
                        + " (registry gone: no route); nothing was installed.");
    }

    @Test
    void twoPackagesOfOneArchiveAreEachVouchedFor() throws IOException {
        byte[] same = Tar.of("README", "same").bytes();
        here.add("c 1.0.0", same);
        here.add("d 1.0.0", same);
        world.install("c");
        world.install("d");
        Path both = Files.copy(world.target.resolve("ggen.lock"), folder.resolve("both.lock"));
        world.market = world.market(new FakeRegistry("gone").unavailable("no route"));

        world.install(new InstallOptions(folder.resolve("other"), both, false, false, null, Question.Options.DEFAULT));

        assertThat(world.installed(folder.resolve("other"))).contains("c@1.0.0", "d@1.0.0");
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    @Test
    void anArchiveThatSaysItIsAnotherPackageIsRefusedThoughItIsInTheStore() throws IOException {
        here.add("c 1.0.0", manifested("a", "1.0.0"));

        assertThat(Problems.message(() -> world.install("c")))
                .isEqualTo("The archive of c@1.0.0 holds a package.json that says name 'a'; nothing was installed.");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0", "s@1.0.0");
    }

    @Test
    void whatIsNotKnownToBeVouchedForIsAskedOnceAndFoundByVerify() throws IOException {
        forgetWhoVouched();
        Path file = Files.writeString(folder.resolve("good.lock"), lock);
        InstallOptions other =
                new InstallOptions(folder.resolve("other"), file, false, false, null, Question.Options.DEFAULT);
        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.id() + " " + damage.what())
                .containsExactly(
                        "a@1.0.0 has this archive by the lock alone: no registry is known to have said so",
                        "b@1.0.0 has this archive by the lock alone: no registry is known to have said so");
        here.asked.clear();

        world.install();
        assertThat(here.asked).isEmpty();
        world.install(other);
        assertThat(here.asked).containsExactly(World.names("a", "b"));

        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        world.market = world.market(new FakeRegistry("gone").unavailable("no route"));
        world.install(new InstallOptions(folder.resolve("third"), file, true, false, null, Question.Options.DEFAULT));
        assertThat(world.installed(folder.resolve("third"))).hasSize(3);
    }

    /** Takes out of the sidecars that registries have their packages unsigned. */
    private void forgetWhoVouched() throws IOException {
        try (Stream<Path> files = Files.walk(world.home.store().resolve("trees"), 2)) {
            for (Path file : files.toList()) {
                boolean isUnsigned = file.toString().endsWith(".json")
                        && (Store.hexOf(file.getFileName().toString())
                                        .equals(a.archive().digest().hex())
                                || Store.hexOf(file.getFileName().toString())
                                        .equals(b.archive().digest().hex()));
                if (isUnsigned) {
                    Files.writeString(file, Files.readString(file).replaceFirst("\"unsigned\":\"[^\"]*\",", ""));
                }
            }
        }
    }
}
