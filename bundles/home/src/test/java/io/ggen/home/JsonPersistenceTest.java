package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The activator and the real ConfigAdmin in a real framework. */
class JsonPersistenceTest {
    @TempDir
    Path folder;

    private Framework framework;
    private Path home;

    @BeforeEach
    void start() throws Exception {
        home = folder.resolve("home");
        framework = startFramework();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    private Framework startFramework() throws BundleException {
        Framework started = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.apache.felix.cm;version=1.2.0,org.osgi.service.cm;version=1.6.1",
                        "felix.cm.pm",
                        "json",
                        "ggen.home",
                        home.toString()));
        started.start();
        BundleContext context = started.getBundleContext();
        new HomeActivator().start(context);
        context.installBundle(PersistenceManager.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .start();
        return started;
    }

    private void restart() throws Exception {
        stop();
        framework = startFramework();
    }

    private <S> S service(Class<S> type) {
        BundleContext context = framework.getBundleContext();
        ServiceReference<S> reference = context.getServiceReference(type);
        assertThat(reference).as(type.getName()).isNotNull();
        return context.getService(reference);
    }

    @Test
    void theHomeIsWhereTheFrameworkPropertySays() {
        assertThat(service(Home.class)).isEqualTo(new Home(home));
        assertThat(service(Checkup.class).subject()).isEqualTo("home");
        assertThat(home).doesNotExist();
    }

    @Test
    void aConfigurationIsAPlainFileAndSurvivesARestart() throws Exception {
        service(ConfigurationAdmin.class).getConfiguration("roles", "?").update(settings("resolver", "backtracking"));
        assertThat(files()).containsExactly("roles.json");
        assertThat(home.resolve("etc/roles.json")).hasContent("{\n  \"resolver\" : \"backtracking\"\n}\n");
        restart();
        Configuration read = service(ConfigurationAdmin.class).getConfiguration("roles", "?");
        assertThat(read.getProperties().get("resolver")).isEqualTo("backtracking");
        assertThat(read.getBundleLocation()).isEqualTo("?");
        assertThat(files()).containsExactly("roles.json");
    }

    @Test
    void aConfigurationOnlyAskedForLeavesNoFile() throws IOException {
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        assertThat(admin.getConfiguration("nothing", "?").getProperties()).isNull();
        assertThat(admin.getConfiguration("nothing", "?").getProperties()).isNull();
        assertThat(files()).isEmpty();
    }

    @Test
    void namedInstancesOfAFactoryAreFilesOfTheirOwn() throws Exception {
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        admin.getFactoryConfiguration("registry", "office", "?").update(settings("url", "file:/o"));
        admin.getFactoryConfiguration("registry", "my-home", "?").update(settings("url", "file:/h"));
        assertThat(files()).containsExactly("registry-my-home.json", "registry-office.json");
        restart();
        Configuration[] found = service(ConfigurationAdmin.class).listConfigurations("(service.factoryPid=registry)");
        assertThat(found)
                .extracting(Configuration::getPid)
                .containsExactlyInAnyOrder("registry~office", "registry~my-home");
        Configuration office = service(ConfigurationAdmin.class).getFactoryConfiguration("registry", "office", "?");
        assertThat(office.getProperties().get("url")).isEqualTo("file:/o");
        office.delete();
        assertThat(files()).containsExactly("registry-my-home.json");
    }

    @Test
    void instancesWithoutANameSurviveToo() throws Exception {
        Configuration made = service(ConfigurationAdmin.class).createFactoryConfiguration("a.factory", "?");
        made.update(settings("x", 1));
        String pid = made.getPid();
        assertThat(files()).singleElement().asString().startsWith("a.factory-.");
        restart();
        Configuration[] found = service(ConfigurationAdmin.class).listConfigurations("(service.factoryPid=a.factory)");
        assertThat(found).extracting(Configuration::getPid).containsExactly(pid);
    }

    @Test
    void bindingsToBundlesLeaveNoTrace() throws Exception {
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration("bound", null);
        configuration.update(settings("x", 1));
        framework
                .getBundleContext()
                .registerService(
                        org.osgi.service.cm.ManagedService.class, received -> {}, settings("service.pid", "bound"));
        configuration.setBundleLocation(framework.getLocation());
        assertThat(files()).containsExactly("bound.json");
        assertThat(home.resolve("etc/bound.json")).hasContent("{\n  \"x\" : 1\n}\n");
    }

    @Test
    void aBrokenFileIsToldToTheFirstWhoHearsAndIsNotWrittenOver() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        Path file = home.resolve("etc/roles.json");
        Files.writeString(file, "{\n  \"resolver\": mine\n}");
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        assertThat(admin.listConfigurations(null)).isNull();
        List<String> heard = new ArrayList<>();
        framework.getBundleContext().registerService(Notices.class, heard::add, null);
        assertThat(heard).singleElement().asString().startsWith(file + " is broken at line 2, column ");

        Configuration configuration = admin.getConfiguration("roles", "?");
        assertThatThrownBy(() -> configuration.update(settings("resolver", "other")))
                .isInstanceOf(IOException.class)
                .hasMessage(heard.get(0));
        assertThat(file).hasContent("{\n  \"resolver\": mine\n}");
        assertThat(heard).hasSize(1);
    }

    private List<String> files() {
        String[] names = home.resolve("etc").toFile().list();
        return names == null ? List.of() : List.copyOf(new TreeSet<>(Arrays.asList(names)));
    }

    private static Hashtable<String, Object> settings(String key, Object value) {
        Hashtable<String, Object> settings = new Hashtable<>();
        settings.put(key, value);
        return settings;
    }
}
