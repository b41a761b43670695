package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.home.HomeCheckup.Machine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class HomeActivator implements BundleActivator {
    /** For the framework. */
    public HomeActivator() {}

    @Override
    public void start(BundleContext context) {
        Home home = new Home(root(context.getProperty("ggen.home")));
        Settings settings = new Settings(home.etc(), new PendingNotices(context));
        context.registerService(Home.class, home, null);
        if ("json".equals(context.getProperty("felix.cm.pm"))) {
            JsonPersistence.register(context, settings);
        }
        context.registerService(Checkup.class, new HomeCheckup(home, settings, Machine.THIS), null);
    }

    /** The framework takes the services back. */
    @Override
    public void stop(BundleContext context) {}

    private static Path root(@Nullable String property) {
        if (property != null && !property.isBlank()) {
            return Path.of(property);
        }
        String environment = System.getenv("GGEN_HOME");
        return environment != null && !environment.isBlank()
                ? Path.of(environment)
                : Path.of(System.getProperty("user.home", "."), ".ggen");
    }
}
