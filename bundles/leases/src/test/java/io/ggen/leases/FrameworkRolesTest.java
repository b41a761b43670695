package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Porter;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The component in a real framework, with the real ConfigAdmin where there is one. */
@Timeout(60)
class FrameworkRolesTest {
    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.cm;version=1.6.1",
                        "felix.cm.dir",
                        folder.resolve("cm").toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    @Test
    void providersFromBeforeAndAfterAreTracked() {
        register("early", 0);
        RolesComponent roles = new RolesComponent(context);
        assertThat(inUse(roles)).isEqualTo("early");
        ServiceRegistration<?> late = register("late", 3);
        assertThat(inUse(roles)).isEqualTo("late");
        late.setProperties(properties("late", -1));
        assertThat(inUse(roles)).isEqualTo("early");
        assertThat(roles.roles())
                .containsExactly(new Roles.Role(
                        "greeter",
                        false,
                        List.of(
                                new Roles.Provider("early", true, bundle(), "distribution", 0),
                                new Roles.Provider("late", false, bundle(), "distribution", -1))));
        roles.close();
    }

    @Test
    void aServiceFillsItsRoleUnderEachOfItsInterfaces() {
        Host.Provider both = new Host.Provider("both");
        context.registerService(
                new String[] {Greeter.class.getName(), Porter.class.getName()}, both, properties("both", 0));
        RolesComponent roles = new RolesComponent(context);
        assertThat(inUse(roles)).isEqualTo("both");
        try (Lease<Porter> lease = roles.lease(Porter.class)) {
            assertThat(lease.get()).isSameAs(both);
        }
        roles.close();
    }

    @Test
    void aServiceThatTheFrameworkCannotGiveIsPassedOver() {
        context.registerService(
                Greeter.class.getName(),
                new ServiceFactory<@Nullable Greeter>() {
                    @Override
                    public @Nullable Greeter getService(
                            Bundle bundle, ServiceRegistration<@Nullable Greeter> registration) {
                        return null;
                    }

                    @Override
                    public void ungetService(
                            Bundle bundle,
                            ServiceRegistration<@Nullable Greeter> registration,
                            @Nullable Greeter service) {}
                },
                properties("lazy", 9));
        register("plain", 0);
        RolesComponent roles = new RolesComponent(context);
        assertThat(inUse(roles)).isEqualTo("plain");
        roles.close();
    }

    @Test
    void aServiceThatGoesIsDrainedBeforeTheFrameworkTakesIt() throws Exception {
        ServiceRegistration<?> old = register("old", 1);
        register("new", 0);
        RolesComponent roles = new RolesComponent(context);
        Lease<Greeter> held = roles.lease(Greeter.class);
        FutureTask<Boolean> leaving = new FutureTask<>(old::unregister, true);
        new Thread(leaving, "unregister").start();
        while (inUse(roles).equals("old")) {
            Thread.onSpinWait();
        }
        assertThat(leaving.isDone()).isFalse();
        assertThat(held.get().greet()).isEqualTo("old");
        held.close();
        assertThat(leaving.get(20, TimeUnit.SECONDS)).isTrue();
        roles.close();
    }

    @Test
    void aServiceIsHeldFromItsFirstLeaseUntilItIsNotInUse() {
        ServiceRegistration<?> one = register("one", 0);
        ServiceRegistration<?> two = register("two", 0);
        RolesComponent roles = new RolesComponent(context);
        assertThat(one.getReference().getUsingBundles()).isNull();
        inUse(roles);
        assertThat(one.getReference().getUsingBundles()).hasSize(1);
        roles.use("greeter", "two");
        assertThat(one.getReference().getUsingBundles()).isNull();
        inUse(roles);
        assertThat(two.getReference().getUsingBundles()).hasSize(1);
        roles.close();
        assertThat(two.getReference().getUsingBundles()).isNull();
    }

    @Test
    void aServiceThatNoLongerSaysARoleIsGone() {
        ServiceRegistration<?> one = register("one", 1);
        register("two", 0);
        RolesComponent roles = new RolesComponent(context);
        assertThat(inUse(roles)).isEqualTo("one");
        one.setProperties(new Hashtable<>());
        assertThat(inUse(roles)).isEqualTo("two");
        roles.close();
    }

    @Test
    void withoutConfigAdminASelectionLastsAsLongAsTheHost() {
        register("one", 0);
        register("two", 0);
        RolesComponent roles = new RolesComponent(context);
        roles.use("greeter", "two");
        roles.configured();
        assertThat(inUse(roles)).isEqualTo("two");
        roles.close();
    }

    @Test
    void aSelectionIsKeptInTheConfigurationAndTakenUpFromThere() throws Exception {
        register("one", 0);
        register("two", 0);
        ConfigurationAdmin admin = startConfigAdmin();
        RolesComponent roles = new RolesComponent(context);
        assertThat(admin.listConfigurations("(service.pid=roles)")).isNull();
        roles.use("greeter", "two");
        Configuration kept = admin.getConfiguration("roles", "?");
        assertThat(kept.getProperties().get("greeter")).isEqualTo("two");
        roles.close();

        RolesComponent next = new RolesComponent(context);
        assertThat(inUse(next)).isEqualTo("two");
        Dictionary<String, Object> changed = kept.getProperties();
        changed.put("greeter", "one");
        changed.put("other", 5);
        kept.update(changed);
        next.configured();
        assertThat(inUse(next)).isEqualTo("one");
        next.use("greeter", "two");
        assertThat(kept.getProperties().get("other")).isEqualTo(5);
        next.close();
    }

    @Test
    void aSelectionOfNobodyIsNotKept() throws Exception {
        register("one", 0);
        ConfigurationAdmin admin = startConfigAdmin();
        RolesComponent roles = new RolesComponent(context);
        assertThatThrownBy(() -> roles.use("greeter", "nobody")).hasMessageContaining("the selection is unchanged");
        assertThat(admin.listConfigurations(null)).isNull();
        roles.close();
    }

    private ConfigurationAdmin startConfigAdmin() throws Exception {
        Class<?> inConfigAdmin = Class.forName("org.apache.felix.cm.PersistenceManager");
        context.installBundle(inConfigAdmin
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString())
                .start();
        return context.getService(context.getServiceReference(ConfigurationAdmin.class));
    }

    private ServiceRegistration<?> register(String name, int ranking) {
        return context.registerService(Greeter.class, new Host.Provider(name), properties(name, ranking));
    }

    private static Dictionary<String, Object> properties(String name, int ranking) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", "greeter");
        properties.put("ggen.name", name);
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }

    private String bundle() {
        return framework.getSymbolicName() + " " + framework.getVersion();
    }

    private static String inUse(Roles roles) {
        return roles.call(Greeter.class, Greeter::greet);
    }
}
