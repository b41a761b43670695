package io.ggen.home;

import io.ggen.api.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Registers the home and its settings. An activator rather than components: ConfigAdmin appears as soon as its persistence
 * manager does, and only if that is before the component runtime starts is every component activated once, with its
 * configuration. With components the runtime would have to come first, activate everybody with defaults, and restart
 * those who have settings.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ggen.api.Home,io.ggen.api.Checkup\"",
        effective = "active")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class HomeActivator implements BundleActivator {
    /** For the framework. */
    public HomeActivator() {}

    @Override
    public void start(BundleContext context) {
        Home home = home(context.getProperty("ggen.home"));
        Settings settings = new Settings(home.etc(), new PendingNotices(context));
        context.registerService(Home.class, home, null);
        if ("json".equals(context.getProperty("felix.cm.pm"))) {
            JsonPersistence.register(context, settings);
        }
        CheckupMaker.register(context, home, settings);
    }

    /** The framework takes the services back. */
    @Override
    public void stop(BundleContext context) {}

    private static Home home(@Nullable String property) {
        return property != null && !property.isBlank() ? new Home(Path.of(property)) : Home.usual();
    }
}
