package io.ggen.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.plugins.PluginSource;
import io.ggen.plugins.sample.Blocks;
import io.ggen.plugins.sample.Hangs;
import io.ggen.plugins.sample.Part;
import io.ggen.plugins.sample.Throws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Bundles of packages in a real framework. */
@Timeout(120)
class BundleHostTest {
    private static final String STATE = "nothing was installed";
    private static final Limits SHORT = new Limits(
            Duration.ofMillis(400), Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofSeconds(30), 3);
    private static final Limits LONG = new Limits(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(60), 3);

    @TempDir
    Path folder;

    private Framework framework;
    private Path store;
    private List<Plugin> wanted = List.of();
    private List<String> withheld = List.of();
    private BundleHost host;

    @BeforeEach
    void start() throws Exception {
        System.clearProperty("io.ggen.plugins.sample.free");
        store = folder.resolve("my home/store");
        framework = framework("cache");
        host = host(LONG, true);
    }

    private Framework framework(String cache) throws BundleException {
        Framework made = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve(cache).toString()));
        made.start();
        return made;
    }

    private BundleHost host(Limits limits, boolean starts) {
        PluginSource source = () -> new PluginSource.Wanted(wanted, withheld);
        return new BundleHost(framework.getBundleContext(), store, source, starts, limits);
    }

    @AfterEach
    void stop() throws Exception {
        System.setProperty("io.ggen.plugins.sample.free", "true");
        framework.stop();
        framework.waitForStop(60_000);
    }

    private Plugin plugin(String name, Jar... jars) throws IOException {
        return plugin(name, "1.0.0", jars);
    }

    private Plugin plugin(String name, String version, Jar... jars) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < jars.length; i++) {
            files.add(jars[i].write(store.resolve("trees/" + name + "-" + version + "/" + i + ".jar")));
        }
        return new Plugin(new PackageName(name), Version.parse(version), PublisherId.LOCAL, files);
    }

    /** What an installer does: tries, commits, reconciles. */
    private List<String> install(Plugin... plugins) throws InterruptedException {
        try (CodeHost.Trial trial = host.trial(List.of(plugins), STATE)) {
            assertThat(trial).isNotNull();
            wanted = List.of(plugins);
            return host.reconcile();
        }
    }

    private String refusal(Plugin... plugins) {
        Map<String, Integer> before = states();
        try (CodeHost.Trial trial = host.trial(List.of(plugins), STATE)) {
            throw new AssertionError("not refused: " + trial);
        } catch (ProblemException e) {
            assertThat(states()).isEqualTo(before);
            return e.problem().message();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The states of all bundles but the framework, by symbolic name and version. */
    private Map<String, Integer> states() {
        Map<String, Integer> states = new TreeMap<>();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getBundleId() != 0) {
                states.put(bundle.getSymbolicName() + " " + bundle.getVersion(), bundle.getState());
            }
        }
        return states;
    }

    private Bundle bundle(String name) {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(each -> each.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Who gives {@code name} what it imports. */
    private List<String> providers(String name) {
        List<String> providers = new ArrayList<>();
        for (BundleWire wire : bundle(name).adapt(BundleWiring.class).getRequiredWires(null)) {
            Bundle provider = wire.getProviderWiring().getBundle();
            if (provider.getBundleId() != 0) {
                providers.add(provider.getSymbolicName() + " " + provider.getVersion());
            }
        }
        return providers;
    }

    @Test
    void whatIsTriedIsResolvedAndNotRunAndGoneAgain() throws Exception {
        Plugin plugin = plugin("a", Jar.bundle("org.a").activator(Part.class));
        try (CodeHost.Trial trial = host.trial(List.of(plugin), STATE)) {
            assertThat(trial).isNotNull();
            assertThat(states()).isEqualTo(Map.of("org.a 0.0.0", Bundle.RESOLVED));
        }
        assertThat(states()).isEmpty();
    }

    @Test
    void whatIsInstalledRunsAndWhatIsUninstalledIsGone() throws Exception {
        Plugin a = plugin("a", Jar.bundle("org.a").activator(Part.class));
        Plugin b = plugin("b", Jar.bundle("org.b"), Jar.bundle("org.b.more").version("2.0.0"));
        assertThat(install(a, b)).isEmpty();
        assertThat(states())
                .isEqualTo(Map.of(
                        "org.a 0.0.0", Bundle.ACTIVE, "org.b 0.0.0", Bundle.ACTIVE, "org.b.more 2.0.0", Bundle.ACTIVE));
        assertThat(host.running()).isEqualTo(3);
        assertThat(install(b)).isEmpty();
        assertThat(states()).containsOnlyKeys("org.b 0.0.0", "org.b.more 2.0.0");
        assertThat(install()).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void bundlesAreLoadedFromTheStoreAndNotCopied() throws Exception {
        install(plugin("a", Jar.bundle("org.a")));
        assertThat(bundle("org.a").getLocation()).startsWith("reference:file:/").endsWith("/0.jar");
        try (Stream<Path> cached = Files.walk(folder.resolve("cache"))) {
            assertThat(cached.filter(file -> file.toString().endsWith(".jar"))).isEmpty();
        }
    }

    @Test
    void aMissingImportIsOneSentence() throws Exception {
        Plugin plugin = plugin(
                "a",
                Jar.bundle("org.a")
                        .imports("org.gone;version=\"[1.2,2)\",org.osgi.framework;version=\"[9,10)\","
                                + "org.maybe;resolution:=optional"));
        assertThat(refusal(plugin))
                .isEqualTo(
                        "The code of a 1.0.0 cannot run in this host: its bundle org.a needs the package org.gone from"
                                + " version 1.2.0, below 2.0.0, which neither this host nor another of its packages has, and the"
                                + " package org.osgi.framework from version 9.0.0, below 10.0.0, and there is only 1.10.0;"
                                + " nothing was installed.");
    }

    @Test
    void manyThingsMissingAreCounted() throws Exception {
        Plugin plugin = plugin("a", Jar.bundle("org.a").imports("p.a,p.b,p.c,p.d,p.e"));
        assertThat(refusal(plugin)).contains("p.a", "p.c", "and 2 more").doesNotContain("p.d");
    }

    @Test
    void aNewerJavaThanThisIsOneSentence() throws Exception {
        Plugin plugin = plugin(
                "a",
                Jar.bundle("org.a")
                        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
        assertThat(refusal(plugin))
                .isEqualTo(
                        "The code of a 1.0.0 cannot run in this host: its bundle org.a needs Java 99, and this is Java "
                                + Runtime.version().feature() + "; nothing was installed.");
    }

    @Test
    void anyOtherThingMissingIsNamed() throws Exception {
        Plugin plugin = plugin(
                "a",
                Jar.bundle("org.a")
                        .header(
                                "Require-Capability",
                                "osgi.extender;filter:=\"(osgi.extender=osgi.gone)\",odd.thing,"
                                        + "osgi.service;filter:=\"(objectClass=x)\";effective:=active")
                        .header("Require-Bundle", "org.other;bundle-version=\"3.0\""));
        assertThat(refusal(plugin)).contains("osgi.extender osgi.gone", "odd.thing", "the bundle org.other");
    }

    @Test
    void aJarThatIsNoBundleIsOneSentence() throws Exception {
        Plugin text = plugin("a", Jar.plain());
        Files.writeString(text.jars().get(0), "this is no jar");
        assertThat(refusal(text))
                .isEqualTo(
                        "a 1.0.0 is a package of code, but its 0.jar is no bundle: it cannot be read as a jar; nothing"
                                + " was installed.");
        assertThat(refusal(plugin("b", Jar.plain())))
                .isEqualTo("b 1.0.0 is a package of code, but its 0.jar is no bundle: its manifest has no"
                        + " Bundle-SymbolicName; nothing was installed.");
        assertThat(refusal(plugin("c", Jar.bundle("org.c").header("Fragment-Host", "org.d"))))
                .contains("is a fragment");
        assertThat(refusal(plugin("d", Jar.bundle("org.d").imports("p,p")))).contains("org.d", "cannot be installed");
    }

    @Test
    void oneBundleCannotBeThereTwice() throws Exception {
        Path jar = Jar.bundle("org.host").version("1.0.0").write(folder.resolve("host.jar"));
        framework.getBundleContext().installBundle(jar.toUri().toString());
        assertThat(refusal(plugin("a", Jar.bundle("org.host").version("1.0.0"))))
                .isEqualTo("The bundle org.host of a 1.0.0 cannot be installed (this host has a bundle of that name and"
                        + " version already); nothing was installed.");
        assertThat(refusal(plugin("a", Jar.bundle("org.x")), plugin("b", Jar.bundle("org.x"))))
                .isEqualTo("a 1.0.0 and b 1.0.0 both bring the bundle org.x 0.0.0, and a host can hold it once; nothing"
                        + " was installed.");
    }

    @Test
    void oneBadPackageLeavesNothingOfTheOthers() throws Exception {
        install(plugin("old", Jar.bundle("org.old")));
        refusal(
                wanted.get(0),
                plugin("good", Jar.bundle("org.good")),
                plugin("bad", Jar.bundle("org.bad").imports("gone")));
        assertThat(states()).isEqualTo(Map.of("org.old 0.0.0", Bundle.ACTIVE));
    }

    @Test
    void packagesThatUseEachOtherResolveAndStart() throws Exception {
        Plugin a = plugin("a", Jar.bundle("org.a").exports("p.a").imports("p.b"));
        Plugin b = plugin("b", Jar.bundle("org.b").exports("p.b").imports("p.a"));
        assertThat(install(a, b)).isEmpty();
        assertThat(states()).containsValues(Bundle.ACTIVE).hasSize(2);
        assertThat(refusal(a)).contains("org.a needs the package p.b");
        assertThat(install()).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void anActivatorThatThrowsIsToldOnceAndThePackageStays() throws Exception {
        Plugin bad = plugin("bad", Jar.bundle("org.bad").activator(Throws.class));
        Plugin good = plugin("good", Jar.bundle("org.good"));
        String sentence =
                "The code of bad 1.0.0 does not run: its bundle org.bad does not start (IllegalStateException: no"
                        + " key was given); the package stays installed, ggen uninstall bad takes it away and ggen rollback goes"
                        + " back to what was before.";
        assertThat(install(bad, good)).containsExactly(sentence);
        assertThat(states()).isEqualTo(Map.of("org.bad 0.0.0", Bundle.RESOLVED, "org.good 0.0.0", Bundle.ACTIVE));
        assertThat(host.faults()).containsExactly(sentence);
        assertThat(install(bad)).isEmpty();
        assertThat(host.faults()).containsExactly(sentence);
        assertThat(install()).isEmpty();
        assertThat(host.faults()).isEmpty();
    }

    @Test
    void anActivatorThatBlocksIsGivenUp() throws Exception {
        host = host(SHORT, true);
        assertThat(install(plugin("slow", Jar.bundle("org.slow").activator(Blocks.class))))
                .singleElement()
                .asString()
                .startsWith("The code of slow 1.0.0 does not run: its bundle org.slow was not up within 0 s and was"
                        + " stopped;");
        assertThat(states()).isEqualTo(Map.of("org.slow 0.0.0", Bundle.RESOLVED));
        assertThat(install()).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void anActivatorThatHangsForGoodHangsNobodyElse() throws Exception {
        host = host(SHORT, true);
        Plugin hung = plugin("hung", Jar.bundle("org.hung").activator(Hangs.class));
        assertThat(install(hung)).singleElement().asString().contains("hangs until the host is started anew");
        assertThat(install(hung, plugin("good", Jar.bundle("org.good"))))
                .singleElement()
                .asString()
                .contains("org.hung hangs since an earlier start");
        assertThat(bundle("org.good").getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(install(wanted.get(1)))
                .containsExactly(
                        "The bundle org.hung belongs to no package any more, but does not stop; it is gone when"
                                + " the host is started anew.");
        assertThat(bundle("org.good").getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void aPartThatThrowsIsToldAndTheRestRuns() throws Exception {
        Jar jar = Jar.bundle("org.part").header("Sample", "throws").activator(Part.class);
        assertThat(install(plugin("part", jar)))
                .singleElement()
                .asString()
                .startsWith("The code of part 1.0.0 does not run: its greeter polite does not start");
        assertThat(bundle("org.part").getState()).isEqualTo(Bundle.ACTIVE);
        String told = host.faults().get(0);
        assertThat(install(wanted.get(0), plugin("other", Jar.bundle("org.other"))))
                .isEmpty();
        assertThat(host.faults()).containsExactly(told);
    }

    @Test
    void aPartThatBlocksIsStoppedBeforeAnybodyLeasesIt() throws Exception {
        host = host(SHORT, true);
        Jar jar = Jar.bundle("org.part").header("Sample", "blocks").activator(Part.class);
        assertThat(install(plugin("part", jar)))
                .singleElement()
                .asString()
                .contains("its greeter polite was not up within 0 s and was stopped");
        assertThat(bundle("org.part").getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void anUpdateReplacesABundleOfTheSameNameAndVersion() throws Exception {
        install(plugin("a", "1.0.0", Jar.bundle("org.a").version("5.0.0")));
        long before = bundle("org.a").getBundleId();
        assertThat(install(plugin("a", "1.0.1", Jar.bundle("org.a").version("5.0.0"))))
                .isEmpty();
        assertThat(bundle("org.a").getBundleId()).isNotEqualTo(before);
        assertThat(states()).isEqualTo(Map.of("org.a 5.0.0", Bundle.ACTIVE));
    }

    @Test
    void whatUsedAnUpdatedBundleUsesTheNewOne() throws Exception {
        Plugin user = plugin("user", Jar.bundle("org.user").imports("p.a"));
        install(plugin("a", "1.0.0", Jar.bundle("org.a").version("1.0.0").exports("p.a")), user);
        assertThat(providers("org.user")).containsExactly("org.a 1.0.0");
        Plugin other = plugin("other", Jar.bundle("org.other").imports("p.a"));
        assertThat(install(
                        plugin(
                                "a",
                                "2.0.0",
                                Jar.bundle("org.a").version("2.0.0").exports("p.a")),
                        user,
                        other))
                .isEmpty();
        assertThat(providers("org.user")).containsExactly("org.a 2.0.0");
        assertThat(providers("org.other")).containsExactly("org.a 2.0.0");
        assertThat(states()).hasSize(3).containsValues(Bundle.ACTIVE).doesNotContainValue(Bundle.INSTALLED);
    }

    @Test
    void anUpdateThatTakesAwayWhatAnotherPackageUsesIsRefused() throws Exception {
        Plugin user = plugin("user", Jar.bundle("org.user").imports("p.a"));
        install(plugin("a", Jar.bundle("org.a").exports("p.a")), user);
        assertThat(refusal(user, plugin("a", "2.0.0", Jar.bundle("org.a").version("2.0.0"))))
                .startsWith(
                        "The code of user 1.0.0 cannot run in this host: its bundle org.user needs the package p.a,");
        assertThat(providers("org.user")).containsExactly("org.a 0.0.0");
    }

    @Test
    void aProcessThatOnlyTriesStartsNothing() throws Exception {
        host = host(LONG, false);
        assertThat(install(plugin("a", Jar.bundle("org.a").activator(Throws.class))))
                .isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void aHostThatBootsStartsWhatIsSoundAndTellsTheRest() throws Exception {
        wanted = List.of(
                plugin("good", Jar.bundle("org.good").exports("p.good")),
                plugin("bad", Jar.bundle("org.bad").imports("p.gone").exports("p.bad")),
                plugin("needsbad", Jar.bundle("org.needsbad").imports("p.bad")),
                plugin("needsgood", Jar.bundle("org.needsgood").imports("p.good")));
        withheld = List.of("The code of x 1.0.0 does not run, for a reason.");
        List<String> told = host.reconcile();
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).isEqualTo(withheld.get(0));
        assertThat(told.get(1)).contains("bad 1.0.0 cannot run", "p.gone", "it does not run.");
        assertThat(told.get(2)).contains("needsbad 1.0.0 cannot run", "p.bad");
        assertThat(states()).isEqualTo(Map.of("org.good 0.0.0", Bundle.ACTIVE, "org.needsgood 0.0.0", Bundle.ACTIVE));
        assertThat(host.faults()).hasSize(3);
    }

    @Test
    void whatCouldNotRunBeforeStandsInNobodysWay() throws Exception {
        Plugin bad = plugin("bad", Jar.bundle("org.bad").imports("p.gone"));
        Plugin base = plugin("base", Jar.bundle("org.base").exports("p.base"));
        Plugin user = plugin("user", Jar.bundle("org.user").imports("p.base"));
        wanted = List.of(bad, base, user);
        assertThat(host.reconcile()).hasSize(1);
        assertThat(install(bad, base, user, plugin("new", Jar.bundle("org.new"))))
                .hasSize(1);
        assertThat(states()).containsOnlyKeys("org.base 0.0.0", "org.new 0.0.0", "org.user 0.0.0");
        assertThat(refusal(bad, user)).startsWith("The code of user 1.0.0 cannot run");
        assertThat(refusal(
                        bad, base, user, plugin("worse", Jar.bundle("org.worse").imports("p.nowhere"))))
                .startsWith("The code of worse 1.0.0 cannot run");
    }

    @Test
    void whatIsNotOfAPackageIsLeftAlone() throws Exception {
        BundleContext context = framework.getBundleContext();
        Path jar = Jar.bundle("org.mine").write(folder.resolve("deploy/mine.jar"));
        context.installBundle("reference:" + jar.toUri()).start();
        install(plugin("a", Jar.bundle("org.a")));
        host.removeAll();
        assertThat(states()).isEqualTo(Map.of("org.mine 0.0.0", Bundle.ACTIVE));
    }

    @Test
    void aWaitingTrialCanBeInterrupted() throws Exception {
        try (CodeHost.Trial trial = host.trial(List.of(), STATE)) {
            assertThat(trial).isNotNull();
            List<Throwable> thrown = new ArrayList<>();
            Thread other = new Thread(() -> {
                try (CodeHost.Trial second = host.trial(List.of(), STATE)) {
                    thrown.add(new AssertionError("not held up: " + second));
                } catch (InterruptedException e) {
                    thrown.add(e);
                }
            });
            other.start();
            other.interrupt();
            other.join(60_000);
            assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        }
        assertThatThrownBy(() -> host.trial(List.of(plugin("a", Jar.plain())), STATE))
                .isInstanceOf(ProblemException.class);
        install();
    }
}
