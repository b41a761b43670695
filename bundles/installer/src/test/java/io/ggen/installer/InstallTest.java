package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.resolver.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void publishSome() throws IOException {
        world = new World(folder.resolve("home"));
        world.publish("a 1.0.0 -> b ^1.0.0");
        world.publish("b 1.0.0");
        world.publish("b 1.1.0");
        world.publish("b 2.0.0");
        world.publish("c 1.0.0");
        world.publish("tools/a 1.0.0 -> c");
    }

    @Test
    void aPackageComesWithWhatItNeeds() throws IOException {
        Outcome outcome = world.install("a");

        assertThat(World.ids(outcome.installed())).containsExactly("b@1.1.0", "a@1.0.0");
        assertThat(outcome.installed().get(1).direct()).isTrue();
        assertThat(outcome.installed().get(0).direct()).isFalse();
        assertThat(outcome.installed().get(1).path()).isEqualTo(world.target.resolve("a"));
        assertThat(outcome.generation()).isEqualTo(1);
        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b").containsEntry("b", "b 1.1.0");
        assertThat(Files.readString(world.target.resolve("ggen.lock"))).contains("\"a@1.0.0\"", "\"a\": \"latest\"");
    }

    @Test
    void treesAreReadOnlyAndSharedByTargets() throws IOException {
        Path other = folder.resolve("other");
        world.install("a");
        world.install(InstallOptions.into(other), "a");

        Path tree = world.tree("a");
        assertThat(other.resolve("a").toRealPath()).isEqualTo(tree);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree)))
                .isEqualTo("r-xr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve("README"))))
                .isEqualTo("r--r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve("bin/run.sh"))))
                .isEqualTo("r-xr-xr-x");
        assertThat(tree.resolveSibling(tree.getFileName() + ".json")).exists();
    }

    @Test
    void theDefaultTargetMovesWithItsHome() throws IOException {
        world.install("a");
        Path moved = folder.resolve("moved");
        Files.move(world.home.root(), moved);

        assertThat(World.shown(moved.resolve("packages"))).containsOnlyKeys("a", "b");
    }

    @Test
    void scopedPackagesLieInTheirScope() throws IOException {
        world.install("tools/a");

        assertThat(World.shown(world.target)).containsOnlyKeys("c", "tools/a");
        world.uninstall("tools/a");
        assertThat(world.target.resolve("tools")).doesNotExist();
    }

    @Test
    void aNameAndAScopeOfThatNameAreRefusedTogether() throws IOException {
        world.publish("tools 1.0.0");
        world.install("tools/a");

        assertThat(Problems.message(() -> world.install("tools")))
                .isEqualTo("'tools' and 'tools/a' cannot be in one target, because one would be inside the other;"
                        + " nothing was installed.");
        assertThat(world.installed()).containsExactly("c@1.0.0", "tools/a@1.0.0");
    }

    @Test
    void aPackageCanMakeRoomForAScopeOfItsNameAndBack() throws IOException {
        world.publish("tools 1.0.0");
        world.install("tools");
        world.uninstall("tools");
        world.install("tools/a");
        world.market.rollback(1, world.target, world.progress);
        assertThat(World.shown(world.target)).containsOnlyKeys("tools");

        world.market.rollback(3, world.target, world.progress);
        assertThat(World.shown(world.target)).containsOnlyKeys("c", "tools/a");
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void aPackageNamedLikeTheLockIsRefused() throws IOException {
        world.publish("ggen.lock 1.0.0");

        assertThat(Problems.message(() -> world.install("ggen.lock"))).contains("because the lock has that name");
    }

    @Test
    void installingAgainChangesNothing() throws IOException {
        world.install("a");
        var before = World.snapshot(world.home.root());

        Outcome again = world.install("a");

        assertThat(World.ids(again.unchanged())).containsExactly("a@1.0.0", "b@1.1.0");
        assertThat(again.installed()).isEmpty();
        assertThat(again.generation()).isEqualTo(1);
        assertThat(World.snapshot(world.home.root())).isEqualTo(before);
    }

    @Test
    void whatIsThereAlreadyIsNotLookedUp() {
        world.install("a");
        world.market = world.market(new FakeRegistry("silent").unavailable("nobody may ask"));

        assertThat(World.ids(world.install("a").unchanged())).hasSize(2);
        assertThat(World.ids(world.install().unchanged())).hasSize(2);
        assertThat(World.ids(world.install("b@^1.0.0").unchanged())).hasSize(2);
        assertThat(world.market.installed(world.target).lock().isDirect(new PackageName("b")))
                .isTrue();
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void lockedVersionsStayWhenOthersAreAdded() {
        world.install("b@1.0.0");
        world.install("b@^1");
        Outcome outcome = world.install("a");

        assertThat(World.ids(outcome.installed())).containsExactly("a@1.0.0");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void aRequestThatTheLockDoesNotMeetReplacesTheVersion() throws IOException {
        world.install("b@^1");
        Outcome outcome = world.install("b@2.0.0");

        assertThat(World.ids(outcome.installed())).containsExactly("b@2.0.0");
        assertThat(outcome.installed().get(0).previous()).hasToString("1.1.0");
        assertThat(World.shown(world.target)).containsEntry("b", "b 2.0.0");
        assertThat(world.notes).containsExactly("b was asked for as '^1' and is now asked for as '2.0.0'.");
    }

    @Test
    void anUnknownPackageChangesNothing() throws IOException {
        world.install("b");
        var before = World.snapshot(world.home.root());

        Problems.message(() -> world.install("nobody"));
        Problems.message(() -> world.install("b@9"));

        assertThat(World.snapshot(world.home.root())).isEqualTo(before);
    }

    @Test
    void twoRequestsForOnePackageAreWrongUsage() {
        assertThat(Problems.of(() -> world.install("b@1.0.0", "b@2.0.0")).kind())
                .isEqualTo(Problem.Kind.USAGE);
    }

    @Test
    void aDryRunTellsAndWritesNothing() throws IOException {
        var before = World.snapshot(folder);

        Outcome outcome = world.install(world.dryRun(), "a");

        assertThat(World.ids(outcome.installed())).containsExactly("b@1.1.0", "a@1.0.0");
        assertThat(outcome.generation()).isZero();
        assertThat(World.snapshot(folder)).isEqualTo(before);
        assertThat(world.target).doesNotExist();
    }

    @Test
    void withoutDependenciesWhatIsThereStays() throws IOException {
        world.install("c");
        world.install(world.alone(), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "c@1.0.0");
        world.install(world.alone(), "b@2.0.0", "c");
        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void withoutDependenciesALockNeverContradictsItself() {
        world.install("a");
        world.install(world.alone(), "b@2.0.0");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@2.0.0");
        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
    }

    @Test
    void nothingToInstallIsSaid() {
        Problem problem = Problems.of(() -> world.install());

        assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
        assertThat(problem.message()).contains("has no ggen.lock; nothing was installed.");
    }

    @Test
    void aFolderOfSomebodyElseIsRefused() throws IOException {
        Files.createDirectories(world.target);
        Files.writeString(world.target.resolve("thesis.tex"), "x");

        assertThat(Problems.message(() -> world.install("a")))
                .contains("is not a target of ggen and not empty (it holds 'thesis.tex'); nothing was installed.");
        assertThat(Problems.message(() -> world.market.installed(world.target))).contains("is not a target");
        assertThat(world.target.resolve(".ggen")).doesNotExist();
        assertThat(world.home.store()).doesNotExist();
    }

    @Test
    void theHomeAndWhatIsAroundItAreNoTargets() throws IOException {
        assertThat(Problems.message(() -> world.install(InstallOptions.into(world.home.root()), "c")))
                .isEqualTo(world.home.root()
                        + " cannot be a target: ggen keeps its own files in it; nothing was installed.");
        assertThat(Problems.message(() -> world.install(InstallOptions.into(folder), "c")))
                .contains("cannot be a target");
        assertThat(Problems.message(() ->
                        world.install(InstallOptions.into(world.home.store().resolve("x")), "c")))
                .contains("ggen keeps its own files there");
        Path user = folder.resolve("user");
        World other = new World(user.resolve(".ggen"));
        other.publish("c 1.0.0");
        other.install("c");
        assertThat(Problems.message(() -> world.install(InstallOptions.into(user), "c")))
                .contains("is not a target of ggen and not empty (it holds '.ggen')");
    }

    @Test
    void anEmptyFolderWillDo() throws IOException {
        Files.createDirectories(world.target);

        assertThat(world.install("c").installed()).hasSize(1);
    }

    @Test
    void aFileIsNoTargetAndNeitherIsAPathBelowOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(Problems.message(() -> world.install(InstallOptions.into(file), "a")))
                .isEqualTo(file + " is not a folder; nothing was installed.");
        assertThat(Problems.message(() -> world.install(InstallOptions.into(file.resolve("x/y")), "a")))
                .isEqualTo(file + " is not a folder; nothing was installed.");
    }

    @Test
    void aUsersFileInTheWayIsNotTouched() throws IOException {
        world.install("c");
        Path mine = world.target.resolve("a");
        Files.createDirectories(mine);
        Files.writeString(mine.resolve("keep"), "me");

        assertThat(Problems.message(() -> world.install("a")))
                .isEqualTo(
                        mine + " is in the way: it is not ggen's and a package is to be there; nothing was installed.");
        assertThat(mine.resolve("keep")).hasContent("me");
        assertThat(world.installed()).containsExactly("c@1.0.0");
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void linksThatAreMissingOrDanglingAreRepaired() throws IOException {
        world.install("a");
        Files.delete(world.target.resolve("b"));
        Files.delete(world.target.resolve("ggen.lock"));
        Files.createSymbolicLink(world.target.resolve("gone"), Path.of(".ggen/current/packages/gone"));

        assertThat(world.install().generation()).isEqualTo(1);

        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b");
        assertThat(world.target.resolve("ggen.lock")).isSymbolicLink();
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void aStoreThatWasDeletedIsFilledAgain() throws IOException {
        world.install("a");
        io.ggen.installer.work.Deletion.delete(world.home.store());

        world.install();

        assertThat(World.shown(world.target)).containsOnlyKeys("a", "b");
    }

    @Test
    void aTargetThroughASymbolicLinkWorks() throws IOException {
        Path real = Files.createDirectories(folder.resolve("disk/deep/packages"));
        Files.createDirectories(world.home.root());
        Files.createSymbolicLink(world.target, real);

        world.install("a");

        assertThat(World.shown(real)).containsOnlyKeys("a", "b");
    }

    @Test
    void forceReplacesADamagedTree() throws IOException {
        world.install("a");
        Path readme = world.tree("b").resolve("README");
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(readme, "broken!");
        assertThat(world.market.verify(world.target, world.progress).damages())
                .extracting(damage -> damage.id() + " " + damage.path() + " " + damage.what())
                .containsExactly("b@1.1.0 README has other content");

        world.install(world.force());

        assertThat(world.market.verify(world.target, world.progress).damages()).isEmpty();
        assertThat(World.shown(world.target)).containsEntry("b", "b 1.1.0");
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void anInterruptedInstallLeavesTheOldState() throws IOException {
        world.install("c");
        var before = World.snapshot(world.target);
        Thread.currentThread().interrupt();

        Problem problem = Problems.of(() -> world.install("a"));

        assertThat(Thread.interrupted()).isFalse();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CANCELLED);
        assertThat(problem.message()).isEqualTo("Interrupted; nothing was installed.");
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(world.leftovers()).isEmpty();
    }

    @Test
    void anInterruptAtAnyPointGivesTheOldStateOrTheNew() throws IOException {
        for (int n = 0; ; n++) {
            World one = new World(folder.resolve("interrupted-" + n));
            one.publish("x 1.0.0");
            one.publish("y 1.0.0 -> x");
            one.publish("z 1.0.0");
            one.install("x");
            int stopAt = n;
            Thread caller = Thread.currentThread();
            int[] count = {0};
            one.market = one.market(
                    "boot-1",
                    step -> {
                        synchronized (count) {
                            if (count[0]++ == stopAt) {
                                caller.interrupt();
                            }
                        }
                    },
                    new io.ggen.extractor.TarExtractor(),
                    one.registry);
            boolean cancelled = false;
            try {
                one.install("y", "z");
            } catch (io.ggen.api.ProblemException e) {
                assertThat(e.problem().kind()).isEqualTo(Problem.Kind.CANCELLED);
                cancelled = true;
            }
            boolean pending = Thread.interrupted();
            assertThat(one.installed())
                    .isEqualTo(
                            cancelled
                                    ? java.util.List.of("x@1.0.0")
                                    : java.util.List.of("x@1.0.0", "y@1.0.0", "z@1.0.0"));
            assertThat(one.leftovers()).isEmpty();
            if (count[0] <= stopAt) {
                assertThat(pending).isFalse();
                assertThat(n).isGreaterThan(10);
                return;
            }
        }
    }

    @Test
    void aCircleThatWasAgreedToOnceIsNotAskedAboutAgain() throws IOException {
        world.publish("ring-a 1.0.0 -> ring-b ^1.0.0");
        world.publish("ring-b 1.0.0 -> ring-a ^1.0.0");
        world.publish("beside 1.0.0");
        world.install(world.options().with(Question.Options.DEFAULT.withCycles(true)), "ring-a");

        world.install("beside");

        assertThat(world.installed()).contains("beside@1.0.0", "ring-a@1.0.0", "ring-b@1.0.0");
        world.publish("beside 1.1.0");
        world.update();
        assertThat(world.installed()).contains("beside@1.1.0");
        world.publish("ring-b 1.1.0 -> ring-a ^1.0.0");
        assertThat(Problems.message(() -> world.update("ring-b"))).contains("depend on each other in a circle");
        assertThat(world.installed()).contains("ring-b@1.0.0");
    }
}
