package io.ggen.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.plugins.PluginSource;
import io.ggen.plugins.sample.Throws;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/** What the component does in the different kinds of process. */
@Timeout(120)
class PluginsComponentTest {
    @TempDir
    Path folder;

    private final List<Framework> started = new ArrayList<>();

    private void start(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        if (!mode.isEmpty()) {
            settings.put("ggen.mode", mode);
        }
        Framework framework = new FrameworkFactory().newFramework(settings);
        started.add(framework);
        framework.start();
    }

    private BundleContext context() {
        return started.get(0).getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        for (Framework framework : started) {
            framework.stop();
            framework.waitForStop(60_000);
        }
        started.clear();
    }

    private PluginsComponent component(Jar jar) throws Exception {
        Home home = new Home(folder.resolve("home"));
        Path file = jar.write(home.store().resolve("trees/ab/abc-1/a.jar"));
        Plugin plugin = new Plugin(new PackageName("a"), Version.parse("1.0.0"), PublisherId.LOCAL, List.of(file));
        PluginSource source = () -> new PluginSource.Wanted(List.of(plugin), List.of());
        return new PluginsComponent(context(), home, source);
    }

    private boolean isThere() {
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getSymbolicName().equals("org.a")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void inAHostOfOthersItBeginsByItselfAndTakesAllAwayAgain() throws Exception {
        start("");
        CountDownLatch started = new CountDownLatch(1);
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STARTED) {
                started.countDown();
            }
        };
        context().addBundleListener(listener);
        PluginsComponent component = component(Jar.bundle("org.a"));
        assertThat(component.starts()).isTrue();
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        component.close();
        assertThat(isThere()).isFalse();
    }

    @Test
    void aHostOfOursWaitsForItsLauncher() throws Exception {
        start("serve");
        PluginsComponent component = component(Jar.bundle("org.a").activator(Throws.class));
        assertThat(isThere()).isFalse();
        assertThat(component.examine()).extracting(Checkup.Finding::sentence).containsExactly("0 bundles run.");
        assertThat(component.reconcile()).hasSize(1);
        assertThat(component.subject()).isEqualTo("code of packages");
        assertThat(component.examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Checkup.Severity.WARNING));
    }

    @Test
    void aCommandStartsNothing() throws Exception {
        for (String mode : List.of("command", "script")) {
            start(mode);
            PluginsComponent component = component(Jar.bundle("org.a"));
            assertThat(component.starts()).isFalse();
            assertThat(component.reconcile()).isEmpty();
            assertThat(isThere()).isFalse();
            stop();
        }
    }
}
