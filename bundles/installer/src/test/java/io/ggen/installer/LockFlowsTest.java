package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.Release;
import io.ggen.api.marketplace.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing from locks: the target's own, one that was named, and one that the user put into the target. */
class LockFlowsTest {
    @TempDir
    Path folder;

    World world;
    Path lock;

    @BeforeEach
    void aLockOfAnOlderState() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0");
        world.install("a");
        lock = Files.copy(world.target.resolve("ggen.lock"), folder.resolve("kept.lock"));
        world.publish("b 1.1.0");
        world.publish("c 1.0.0");
    }

    private void clone(Path target) throws IOException {
        Files.createDirectories(target.resolve(".git"));
        Files.writeString(target.resolve(".gitignore"), ".ggen");
        Files.copy(lock, target.resolve("ggen.lock"));
    }

    @Test
    void aFolderWithNothingButALockIsATarget() throws IOException {
        Path clone = folder.resolve("clone");
        clone(clone);

        Outcome outcome = world.install(io.ggen.api.marketplace.InstallOptions.into(clone));

        assertThat(World.ids(outcome.installed())).containsExactly("b@1.0.0", "a@1.0.0");
        assertThat(clone.resolve("ggen.lock")).isSymbolicLink().hasSameTextualContentAs(lock);
        assertThat(clone.resolve(".ggen/taken")).doesNotExist();
    }

    @Test
    void addingToAClonedLockKeepsWhatItSays() throws IOException {
        Path clone = folder.resolve("clone");
        clone(clone);

        world.install(io.ggen.api.marketplace.InstallOptions.into(clone), "c");

        assertThat(world.installed(clone)).containsExactly("a@1.0.0", "b@1.0.0", "c@1.0.0");
    }

    @Test
    void aLockThatWasCheckedOutOverOursIsInstalled() throws IOException {
        world.update();
        world.install("c");
        Files.copy(lock, world.target.resolve("ggen.lock"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.1.0", "c@1.0.0");

        Outcome outcome = world.install();

        assertThat(World.ids(outcome.installed())).containsExactly("b@1.0.0");
        assertThat(World.ids(outcome.removed())).containsExactly("c@1.0.0");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(world.target.resolve("ggen.lock")).isSymbolicLink();
    }

    @Test
    void aCheckedOutLockThatSaysWhatIsThereIsReplacedByOurLink() throws IOException {
        Files.copy(lock, world.target.resolve("ggen.lock"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(world.install().generation()).isEqualTo(1);

        assertThat(world.target.resolve("ggen.lock")).isSymbolicLink();
        assertThat(world.target.resolve(".ggen/taken")).doesNotExist();
    }

    @Test
    void aLinkToALockThatWasClonedWithoutItsTargetIsExplained() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Files.createSymbolicLink(clone.resolve("ggen.lock"), Path.of(".ggen/current/ggen.lock"));

        assertThat(Problems.message(() -> world.install(io.ggen.api.marketplace.InstallOptions.into(clone))))
                .contains("ggen.lock is a link that leads nowhere");
    }

    @Test
    void aNamedLockIsInstalledExactly() {
        world.update();
        Outcome outcome = world.install(world.lock(lock));

        assertThat(World.ids(outcome.installed())).containsExactly("b@1.0.0");
        assertThat(lock).isRegularFile();
    }

    @Test
    void aNamedLockThatIsMissingOrDamagedChangesNothing() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.lock"), "{\"version\":\"1.1\",");
        Path newer = Files.writeString(folder.resolve("newer.lock"), "{\"version\":\"9.0\"}");
        var before = World.snapshot(world.target);

        assertThat(Problems.message(() -> world.install(world.lock(folder.resolve("no.lock")))))
                .isEqualTo("There is no lock " + folder.resolve("no.lock") + "; nothing was installed.");
        assertThat(Problems.message(() -> world.install(world.lock(damaged)))).contains("damaged.lock");
        assertThat(Problems.message(() -> world.install(world.lock(newer)))).contains("newer ggen");
        assertThat(Problems.message(() -> world.install(world.lock(folder)))).contains("is a folder, not a lock");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
    }

    @Test
    void treesInTheStoreNeedNoRegistry() {
        world.market = world.market(new FakeRegistry("silent").unavailable("nobody may ask"));
        Path other = folder.resolve("other");

        world.install(new io.ggen.api.marketplace.InstallOptions(
                other,
                lock,
                false,
                false,
                null,
                io.ggen.api.resolver.Question.Options.DEFAULT.withFrozen(true).withOffline(true)));

        assertThat(world.installed(other)).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void whatIsNotInTheStoreIsFetchedExactlyAsLocked() throws IOException {
        io.ggen.installer.work.Deletion.delete(world.home.store());
        io.ggen.installer.work.Deletion.delete(world.target);

        world.install(world.lock(lock));

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void aRegistryThatContradictsTheLockIsRefused() throws IOException {
        io.ggen.installer.work.Deletion.delete(world.home.store());
        FakeRegistry liar = new FakeRegistry("liar");
        liar.add("a 1.0.0 -> b ^1.0.0", Tar.of("README", "evil").bytes());
        Release other = liar.add("b 1.0.0", Tar.of("README", "evil").bytes());
        world.market = world.market(liar);
        var before = World.snapshot(world.target);

        String message = Problems.message(() -> world.install(world.force()));

        assertThat(message)
                .startsWith("The lock says that the archive of ")
                .contains(
                        "has the digest sha256-",
                        "but the registry says " + other.archive().digest())
                .endsWith("; nothing was installed.");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(Problems.message(() -> world.update())).contains("but the registry says");
    }

    @Test
    void aLockedReleaseThatNoRegistryHasIsNamed() throws IOException {
        io.ggen.installer.work.Deletion.delete(world.home.store());
        world.market = world.market(new FakeRegistry("empty"));

        assertThat(Problems.message(() -> world.install(world.lock(lock))))
                .contains("is in the lock, but no registry has it; nothing was installed.");
        world.market = world.market(new FakeRegistry("gone").unavailable("no route"));
        assertThat(Problems.message(() -> world.install(world.lock(lock))))
                .contains("could not be looked up (registry gone: no route); nothing was installed.");
    }

    @Test
    void frozenInstallsWhatTheLockSaysAndNothingElse() throws IOException {
        Path clone = folder.resolve("clone");
        clone(clone);
        var options = new io.ggen.api.marketplace.InstallOptions(
                clone, null, false, false, null, io.ggen.api.resolver.Question.Options.DEFAULT.withFrozen(true));

        assertThat(Problems.message(() -> world.install(options, "c")))
                .isEqualTo("The lock would have to change (it holds no c and 'c' is asked for) and --frozen forbids"
                        + " that; nothing was installed.");
        assertThat(Problems.message(() -> world.install(options, "b@^1.1.0"))).contains("it holds b@1.0.0");
        assertThat(world.install(options, "b").installed()).hasSize(2);
        assertThat(world.market.installed(clone).lock().requests()).hasSize(1);
        assertThat(Problems.message(() -> world.install(world.frozenInto(folder.resolve("empty")), "c")))
                .contains("--frozen forbids");
        assertThat(Problems.message(() -> world.market.uninstall(World.names("a"), options, world.progress)))
                .contains("--frozen forbids");
    }

    @Test
    void aLockOfTheOriginalToolIsCheckedAndUpgraded() throws Exception {
        byte[] archive = Files.readAllBytes(world.home.registry().resolve("a/1.0.0/a-1.0.0.tar.gz"));
        byte[] other = Files.readAllBytes(world.home.registry().resolve("b/1.0.0/b-1.0.0.tar.gz"));
        Path old = Files.writeString(
                folder.resolve("old.lock"),
                "{\"version\":\"1.0\",\"packages\":{\"a@1.0.0\":{\"integrity\":\"md5-" + md5(archive)
                        + "\",\"dependencies\":{\"b\":\"1.0.0\"}},\"b@1.0.0\":{\"integrity\":\"" + md5(other)
                        + "\"}}}");
        Path target = folder.resolve("legacy");
        var options = new io.ggen.api.marketplace.InstallOptions(
                target, old, false, false, null, io.ggen.api.resolver.Question.Options.DEFAULT);

        world.install(options);

        assertThat(Files.readString(target.resolve("ggen.lock")))
                .contains("\"version\": \"1.1\"", "sha256-")
                .doesNotContain("md5");
        assertThat(world.market.installed(target).lock().requests()).containsOnlyKeys(World.names("a"));
    }

    @Test
    void aLockOfTheOriginalToolWithAnotherDigestIsRefusedEvenIfTheTreeIsThere() throws Exception {
        byte[] archive = Files.readAllBytes(world.home.registry().resolve("b/1.0.0/b-1.0.0.tar.gz"));
        String wrong = md5("something else".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path old = Files.writeString(
                folder.resolve("old.lock"),
                "{\"version\":\"1.0\",\"packages\":{\"b@1.0.0\":{\"integrity\":\"" + wrong + "\"}}}");
        var before = World.snapshot(world.target);

        assertThat(Problems.message(() -> world.install(world.lock(old))))
                .contains("has the digest md5-" + md5(archive) + ", but md5-" + wrong
                        + " (from the lock) is expected; nothing was installed.");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
    }

    private static String md5(byte[] content) {
        var state = Digest.Algorithm.MD5.start();
        state.update(content);
        return Digest.of(Digest.Algorithm.MD5, state).hex();
    }

    @Test
    void theNextCommandIsAboutTheLockAndTheTargetAtHand() throws IOException {
        Path damaged = Files.writeString(folder.resolve("damaged.lock"), "{\"version\":\"1.1\",");
        Path other = folder.resolve("other one");
        var frozen = io.ggen.api.resolver.Question.Options.DEFAULT.withFrozen(true);
        var named = new io.ggen.api.marketplace.InstallOptions(other, lock, false, false, null, frozen);

        assertThat(Problems.of(() -> world.install(world.lock(damaged))).next()).isEmpty();
        assertThat(Problems.of(() -> world.install(world.frozenInto(world.target), "c"))
                        .next())
                .containsExactly("ggen install c");
        assertThat(Problems.of(() -> world.install(named, "c", "b@^1.1.0")).next())
                .containsExactly("ggen install c 'b@^1.1.0' --lock " + lock + " --target '" + other + "'");
        assertThat(Problems.of(() -> world.install(world.frozenInto(folder.resolve("empty"))))
                        .next())
                .containsExactly("ggen install NAME --target " + folder.resolve("empty"));
        io.ggen.installer.work.Deletion.delete(world.home.store());
        world.market = world.market(new FakeRegistry("empty"));
        assertThat(Problems.of(() -> world.install(world.lock(lock))).next()).isEmpty();
        assertThat(Problems.of(() -> world.install(world.force())).next().get(0))
                .startsWith("ggen update ");
    }

    @Test
    void aTargetWhoseOwnLockIsDamagedIsRolledBack() throws IOException {
        Path other = folder.resolve("other");
        world.install(io.ggen.api.marketplace.InstallOptions.into(other), "a");
        world.install(io.ggen.api.marketplace.InstallOptions.into(other), "c");
        Path own = other.resolve(".ggen/generations/2/ggen.lock");
        own.toFile().setWritable(true);
        Files.writeString(own, "{\"version\":");

        assertThat(Problems.of(() -> world.install(io.ggen.api.marketplace.InstallOptions.into(other), "b"))
                        .next())
                .containsExactly("ggen rollback --target " + other);
    }
}
