package io.ggen.registry.file;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.registry.RegistryAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Keeps additional registries as configurations of {@link AdditionalRegistry}. */
@Component
public final class ConfiguredRegistries implements RegistryAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UNCHANGED = "; nothing was changed.";
    private static final String LIST = "ggen registry list";

    private final BundleContext context;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ConfigurationAdmin settings;

    /** Works on the framework of {@code context}. */
    @Activate
    public ConfiguredRegistries(BundleContext context) {
        this.context = context;
    }

    ConfiguredRegistries(BundleContext context, @Nullable ConfigurationAdmin settings) {
        this.context = context;
        this.settings = settings;
    }

    @Override
    public void add(String name, Path folder) {
        String fault = RegistrySettings.fault(name);
        if (fault != null) {
            throw Problem.usage(sentence(fault) + UNCHANGED).asException();
        }
        if (RegistryNames.isTaken(context, name)) {
            throw Problem.of("There is a registry '" + name + "' already" + UNCHANGED, LIST)
                    .asException();
        }
        Path absolute = folder.toAbsolutePath().normalize();
        requireRegistry(absolute);
        try {
            Configuration configuration = admin().getFactoryConfiguration(AdditionalRegistry.PID, name, "?");
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("name", name);
            properties.put("path", absolute.toString());
            configuration.update(properties);
            if (!await(name, true)) {
                configuration.delete();
                throw Problem.of("The registry '" + name + "' did not start within " + PATIENCE.toSeconds() + " s"
                                + UNCHANGED)
                        .asException();
            }
        } catch (IOException e) {
            throw Failures.problem("Adding the registry '" + name + "'", e, "nothing was changed");
        }
    }

    @Override
    public void remove(String name) {
        if (name.equals(HomeRegistry.NAME)) {
            throw Problem.of("The registry 'home' belongs to this home and cannot be removed" + UNCHANGED)
                    .asException();
        }
        if (name.equals(ShippedRegistry.NAME) && RegistryNames.isTaken(context, name) && added(name).length == 0) {
            disableSamples();
            return;
        }
        try {
            Configuration[] found = RegistrySettings.fault(name) != null ? new Configuration[0] : added(name);
            if (found.length == 0) {
                throw Problem.of("There is no added registry '" + Texts.shown(name) + "'" + UNCHANGED, LIST)
                        .asException();
            }
            for (Configuration configuration : found) {
                configuration.delete();
            }
            await(name, false);
        } catch (IOException e) {
            throw Failures.problem("Removing the registry '" + name + "'", e, "it is still used");
        }
    }

    private Configuration[] added(String name) {
        try {
            Configuration[] found = admin().listConfigurations(
                            "(&(service.factoryPid=" + AdditionalRegistry.PID + ")(name=" + name + "))");
            return found == null ? new Configuration[0] : found;
        } catch (IOException e) {
            throw Failures.problem("Reading the settings of the registry '" + name + "'", e, "nothing was changed");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void disableSamples() {
        try {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("enabled", false);
            admin().getConfiguration(ShippedRegistry.PID, "?").update(properties);
            await(ShippedRegistry.NAME, false);
        } catch (IOException e) {
            throw Failures.problem("Removing the sample registry", e, "it is still used");
        }
    }

    private ConfigurationAdmin admin() {
        ConfigurationAdmin now = settings;
        if (now == null) {
            throw Problem.of("Registries can neither be added nor removed because this host runs without"
                            + " ConfigurationAdmin" + UNCHANGED)
                    .asException();
        }
        return now;
    }

    private static void requireRegistry(Path folder) {
        String shown = "'" + Texts.shown(folder.toString(), 300) + "'";
        try {
            if (!Files.isDirectory(folder)) {
                throw refused(shown + " is not a folder");
            }
            Layout layout = new Layout(folder);
            if (!Files.isRegularFile(layout.whole()) && !new Tree(layout).holdsPackages()) {
                throw refused(shown + " is not a registry: it has no index.json and no folder of a package");
            }
        } catch (IOException e) {
            throw Failures.problem("Reading " + shown, e, "nothing was changed");
        }
    }

    private static ProblemException refused(String why) {
        return Problem.of(why + UNCHANGED).asException();
    }

    private static String sentence(String half) {
        return Character.toUpperCase(half.charAt(0)) + half.substring(1);
    }

    /** Waits until the registry is asked, or not asked any more; returns whether that came to be. */
    private boolean await(String name, boolean there) {
        CountDownLatch changed = new CountDownLatch(1);
        int wanted = there ? ServiceEvent.REGISTERED : ServiceEvent.UNREGISTERING;
        ServiceListener listener = event -> {
            if (event.getType() == wanted) {
                changed.countDown();
            }
        };
        try {
            context.addServiceListener(listener, RegistryNames.filter(name));
            return RegistryNames.isTaken(context, name) == there
                    || changed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RegistryNames.isTaken(context, name) == there;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        } finally {
            context.removeServiceListener(listener);
        }
    }
}
