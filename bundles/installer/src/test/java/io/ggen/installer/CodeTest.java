package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.trust.Pin;
import io.ggen.installer.code.CodeList;
import io.ggen.installer.work.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of kind bundle, as far as the installer goes: consent, what is tried when, and what a generation says of it. */
class CodeTest {
    @TempDir
    Path folder;

    private World world;
    private final FakeCodeHost host = new FakeCodeHost();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("home"));
        world.neighbours.codeHost = host;
        host.atReconcile = () -> "at " + world.market.installed(world.target).generation() + " with " + wanted();
        world.consent = agreeing();
    }

    private Consent agreeing() {
        return new Consent() {
            @Override
            public void ask(List<Newcomer> newcomers, String state) {
                throw new AssertionError("asked about publishers");
            }

            @Override
            public void askForCode(List<Code> packages, String state) {
                List<String> words = new ArrayList<>();
                for (Code each : packages) {
                    words.add((each.name() + " " + each.version() + " " + each.reason()).strip());
                }
                asked.add(String.join(", ", words));
            }
        };
    }

    private List<String> wanted() {
        return FakeCodeHost.ids(world.market.wanted().plugins());
    }

    private List<String> withheld() {
        return world.market.wanted().withheld();
    }

    private Path codeList() throws IOException {
        return world.target.resolve(".ggen/current").toRealPath().resolve(CodeList.FILE);
    }

    @Test
    void codeIsTriedBeforeTheCommitAndRunBehindIt() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        assertThat(asked).containsExactly("a 1.0.0");
        assertThat(host.said).containsExactly("try [a@1.0.0]", "reconcile at 1 with [a@1.0.0]", "close");
        Plugin plugin = world.market.wanted().plugins().get(0);
        assertThat(plugin.jars()).containsExactly(world.tree("a").resolve("code.jar"));
        assertThat(plugin.publisher()).isEqualTo(PublisherId.LOCAL);
        assertThat(world.warnings).isEmpty();
        assertThat(world.notes).isEmpty();
    }

    @Test
    void withoutConsentNothingIsInstalled() throws Exception {
        world.publishCode("a 1.0.0");
        for (Consent consent : List.of(Consent.REFUSED, Consent.GIVEN)) {
            world.consent = consent;
            assertThatThrownBy(() -> world.install("a"))
                    .hasMessage("a 1.0.0 (local, unsigned) holds code that would run inside this host with all of its"
                            + " rights, and nobody has agreed to that; nothing was installed.");
        }
        assertThat(world.installed()).isEmpty();
        assertThat(world.neighbours.pins).isEmpty();
        assertThat(host.said).isEmpty();
    }

    @Test
    void consentIsAskedForTheWholeListAndKept() throws Exception {
        world.publishCode("b 1.0.0");
        world.publish("c 1.0.0");
        world.publishCode("a 1.0.0 -> b ^1, c ^1");
        world.install("a");
        assertThat(asked).containsExactly("a 1.0.0, b 1.0.0 needed by a");
        assertThat(world.neighbours.pins.values()).extracting(Pin::code).containsExactly(true, true);
        world.publishCode("a 1.1.0 -> b ^1, c ^1");
        world.publishCode("b 1.1.0");
        world.update();
        assertThat(asked).hasSize(1);
        assertThat(wanted()).containsExactly("a@1.1.0", "b@1.1.0");
        assertThat(host.said).contains("try [a@1.1.0, b@1.1.0]");
    }

    @Test
    void aNewBundleThatComesInAsADependencyIsAskedAbout() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        world.publishCode("a 1.1.0 -> b");
        world.publishCode("b 1.0.0");
        world.update();
        assertThat(asked).containsExactly("a 1.0.0", "b 1.0.0 needed by a");
    }

    @Test
    void aPackageThatTurnsFromFilesIntoCodeIsAskedAboutAgain() throws Exception {
        world.publishCode("a 1.0.0");
        world.publish("a 2.0.0");
        world.publishCode("a 3.0.0");
        world.install("a@1.0.0");
        world.install("a@2.0.0");
        assertThat(wanted()).isEmpty();
        assertThat(host.said).endsWith("try []", "reconcile at 2 with []", "close");
        world.install("a@3.0.0");
        assertThat(asked).containsExactly("a 1.0.0", "a 3.0.0 it held files until now");
        world.consent = Consent.REFUSED;
        world.market.rollback(1, world.target, world.progress);
        assertThat(wanted()).containsExactly("a@1.0.0");
        world.market.rollback(2, world.target, world.progress);
        world.market.rollback(3, world.target, world.progress);
        assertThat(wanted()).containsExactly("a@3.0.0");
    }

    @Test
    void aRollbackToCodeThatNobodyAgreesToAnyMoreIsRefused() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        world.uninstall("a");
        world.neighbours.pins.clear();
        assertThatThrownBy(() -> world.market.rollback(1, world.target, world.progress))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().message()).endsWith("nobody has agreed to that; nothing was rolled back.");
                    assertThat(e.problem().next()).containsExactly("ggen trust add a local --code");
                });
        assertThat(world.installed()).isEmpty();
    }

    @Test
    void whatCannotRunIsNotCommitted() throws Exception {
        world.publish("files 1.0.0");
        world.install("files");
        world.publishCode("a 1.0.0");
        host.refusal = "a needs the package p";
        assertThatThrownBy(() -> world.install("a")).hasMessage("a needs the package p; nothing was installed.");
        assertThat(world.installed()).containsExactly("files@1.0.0");
        assertThat(world.market.installed(world.target).generation()).isEqualTo(1);
        assertThat(world.leftovers()).isEmpty();
        host.refusal = "";
        world.install("a");
        assertThat(wanted()).containsExactly("a@1.0.0");
    }

    @Test
    void filesBesideCodeTryNothing() throws Exception {
        world.publishCode("a 1.0.0");
        world.publish("files 1.0.0");
        world.install("a");
        host.said.clear();
        world.install("files");
        assertThat(host.said).isEmpty();
        assertThat(wanted()).containsExactly("a@1.0.0");
        world.uninstall("files");
        assertThat(host.said).isEmpty();
        world.install(world.force().with(world.consent), "a");
        assertThat(host.said).containsExactly("try [a@1.0.0]", "reconcile at 4 with [a@1.0.0]", "close");
    }

    @Test
    void uninstallAndRollbackTakeCodeAwayAndBringItBack() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        host.said.clear();
        world.uninstall("a");
        assertThat(Files.exists(codeList())).isFalse();
        world.market.rollback(0, world.target, world.progress);
        assertThat(host.said)
                .containsExactly(
                        "try []",
                        "reconcile at 2 with []",
                        "close",
                        "try [a@1.0.0]",
                        "reconcile at 3 with [a@1.0.0]",
                        "close");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatDoesNotStartIsAWarningAndTheCommitStands() throws Exception {
        world.publishCode("a 1.0.0");
        host.sentences.add("The code of a does not run.");
        world.install("a");
        assertThat(world.warnings).containsExactly("The code of a does not run.");
        host.atReconcile = () -> {
            throw new IllegalStateException("gone");
        };
        world.uninstall("a");
        assertThat(world.warnings.get(1)).contains("could not be started (java.lang.IllegalStateException: gone)");
        assertThat(world.installed()).isEmpty();
    }

    @Test
    void aProcessThatOnlyTriesSaysWhenTheCodeStarts() throws Exception {
        host.starts = false;
        world.publishCode("a 1.0.0");
        world.install("a");
        assertThat(host.said).containsExactly("try [a@1.0.0]", "close");
        assertThat(world.notes).containsExactly("The code of a 1.0.0 starts with the next shell or ggen serve.");
        world.uninstall("a");
        assertThat(world.notes).hasSize(1);
    }

    @Test
    void aProcessWithoutAFrameworkHasFilesAndSaysSo() throws Exception {
        world.neighbours.codeHost = null;
        world.publishCode("a 1.0.0");
        world.install("a");
        assertThat(world.warnings)
                .containsExactly("The code of a 1.0.0 was not started, because this process runs no code of packages.");
        assertThat(World.shown(world.target)).containsKey("a");
        assertThat(wanted()).containsExactly("a@1.0.0");
        world.uninstall("a");
        assertThat(world.warnings).hasSize(1);
    }

    @Test
    void inAnotherTargetCodeIsFiles() throws Exception {
        world.publishCode("a 1.0.0");
        Path other = folder.resolve("other");
        world.install(world.into(other), "a");
        assertThat(host.said).isEmpty();
        assertThat(other.resolve(".ggen/current/code.json")).doesNotExist();
        assertThat(world.notes)
                .containsExactly("a@1.0.0 holds code, which only runs from the home's own packages; here it is files.");
        assertThat(wanted()).isEmpty();
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), Files.createDirectories(world.target).toRealPath());
        assertThatThrownBy(() -> world.install(world.into(link), "a")).hasMessageContaining("nobody has agreed");
    }

    @Test
    void aLockAloneKnowsWhatIsCode() throws Exception {
        world.publishCode("a 1.0.0");
        Path other = folder.resolve("other");
        world.install(world.into(other), "a");
        world.install(world.lock(other.resolve("ggen.lock")).with(world.consent));
        assertThat(asked).containsExactly("a 1.0.0");
        assertThat(wanted()).containsExactly("a@1.0.0");
    }

    @Test
    void ofTwoPackagesWithOneArchiveOneMayBeCode() throws Exception {
        Tar same = Tar.of("README", "same", "code.jar", "code");
        world.publish("files 1.0.0", same);
        world.publishCode("code 1.0.0", same);
        world.install("files", "code");
        assertThat(wanted()).containsExactly("code@1.0.0");
        Path lock = folder.resolve("kept.lock");
        Files.copy(world.target.resolve("ggen.lock"), lock);
        world.uninstall("files", "code");
        world.install(world.lock(lock).with(world.consent));
        assertThat(wanted()).containsExactly("code@1.0.0");
    }

    @Test
    void aDryRunTellsWhatWillBeAsked() throws Exception {
        world.publishCode("a 1.0.0");
        world.install(world.dryRun(), "a");
        assertThat(world.notes)
                .containsExactly(
                        "a 1.0.0 holds code that would run inside this host, and comes in only with your consent to that"
                                + " (--allow-code, or your answer at a terminal).");
    }

    @Test
    void bundlesAreThoseThatTheManifestInThePackageNames() throws Exception {
        String manifest = "{\"name\":\"a\",\"version\":\"1.0.0\",\"bundles\":[\"lib/two.jar\",\"one.jar\"]}";
        world.publishCode(
                "a 1.0.0", Tar.of("package.json", manifest, "lib/two.jar", "2", "one.jar", "1", "other.jar", "3"));
        world.install("a");
        Path tree = world.tree("a");
        assertThat(world.market.wanted().plugins().get(0).jars())
                .containsExactly(tree.resolve("lib/two.jar"), tree.resolve("one.jar"));
    }

    @Test
    void aPackageOfCodeWithoutItsBundlesIsRefused() throws Exception {
        world.publishCode("none 1.0.0", Tar.of("README", "x"));
        world.publishCode("two 1.0.0", Tar.of("a.jar", "x", "b.jar", "y"));
        world.publishCode("gone 1.0.0", Tar.of("package.json", "{\"bundles\":[\"x.jar\"]}"));
        world.publishCode("out 1.0.0", Tar.of("package.json", "{\"bundles\":[\"../x.jar\"]}"));
        world.publishCode("broken 1.0.0", Tar.of("pack.toml", "", "package.json", "{\"bundles\":[\"x.jar\"]}"));
        String[][] cases = {
            {"none", "does not name its bundles in a package.json at its root, and there is no jar beside it"},
            {"two", "does not name its bundles in a package.json at its root, and there are 2 jars"},
            {"gone", "names the bundle 'x.jar', and its archive holds no such file"},
            {"out", "names the bundle '../x.jar', which is no path inside it"},
            {"broken", "does not name its bundles in a package.json at its root, and there is no jar beside it"},
        };
        for (String[] each : cases) {
            assertThatThrownBy(() -> world.install(each[0]))
                    .hasMessage(each[0] + "@1.0.0 is a package of code, but " + each[1] + "; nothing was installed.");
        }
        assertThat(world.installed()).isEmpty();
        assertThat(host.said).isEmpty();
    }

    @Test
    void codeWhoseConsentWasTakenBackIsWithheld() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        world.neighbours.pins.clear();
        assertThat(wanted()).isEmpty();
        assertThat(withheld())
                .containsExactly(
                        "The code of a 1.0.0 does not run, because the consent to it was taken back; ggen trust"
                                + " add a local --code gives it again.");
        PackageName name = new PackageName("a");
        world.neighbours.pins.put(name, new Pin(name, PublisherId.LOCAL, true, Instant.EPOCH));
        assertThat(wanted()).containsExactly("a@1.0.0");
    }

    @Test
    void codeThatWasTamperedWithIsWithheld() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        Path jar = world.tree("a").resolve("code.jar");
        assertThat(Permissions.makeWritable(jar)).isTrue();
        Files.writeString(jar, "another code of a 1.0.0".substring(0, (int) Files.size(jar)));
        assertThat(wanted()).isEmpty();
        assertThat(withheld()).singleElement().asString().contains("its files are not what was installed");
    }

    @Test
    void aDamagedListRunsNothingAndSaysSo() throws Exception {
        world.publishCode("a 1.0.0");
        world.install("a");
        byte[] list = Files.readAllBytes(codeList());
        for (String damage : List.of("", "{", "[]", "{\"packages\":[{\"name\":\"A B\"}]}", "{\"packages\":[]} x")) {
            Files.writeString(codeList(), damage);
            assertThat(wanted()).isEmpty();
            assertThat(withheld()).as(damage).singleElement().asString().contains("cannot be read");
        }
        Files.write(codeList(), list);
        assertThat(wanted()).containsExactly("a@1.0.0");
    }

    @Test
    void theUsersOwnRefusalEndsTheInstall() throws Exception {
        world.publishCode("a 1.0.0");
        world.consent = new Consent() {
            @Override
            public void ask(List<Newcomer> newcomers, String state) {}

            @Override
            public void askForCode(List<Code> packages, String state) {
                throw Problem.of("No; " + state + ".").asException();
            }
        };
        assertThatThrownBy(() -> world.install("a")).hasMessage("No; nothing was installed.");
        assertThat(world.installed()).isEmpty();
    }
}
