package io.ggen.registry.file;

import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The small registry of sample packages that ships with a distribution: {@code registry/} in the folder that the framework
 * property {@code ggen.distribution} names. Asked after all others, never written, and gone for good once removed.
 */
@Component(
        service = {},
        configurationPid = ShippedRegistry.PID)
@Designate(ocd = ShippedRegistry.Config.class)
public final class ShippedRegistry {
    static final String NAME = "samples";
    static final String PID = "io.ggen.registry.file.samples";

    private static final int BEHIND_ALL_OTHERS = -1000;

    private @Nullable ServiceRegistration<?> registration;

    /** What is configured. */
    @ObjectClassDefinition(name = "ggen sample registry", description = "The sample packages that ship with ggen")
    public @interface Config {
        /** Whether the samples are asked. */
        @AttributeDefinition(description = "whether the sample packages are asked")
        boolean enabled() default true;
    }

    /** Registers the registry if it is enabled and there. */
    @Activate
    public ShippedRegistry(BundleContext context, @Reference NoticeBoard notices, Config config) {
        String distribution = context.getProperty("ggen.distribution");
        if (distribution == null || !config.enabled()) {
            return;
        }
        Path folder = Path.of(distribution).resolve("registry");
        if (!Files.isDirectory(folder)) {
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", Registry.ROLE);
        properties.put("ggen.name", NAME);
        properties.put("ggen.path", folder.toString());
        properties.put("service.ranking", BEHIND_ALL_OTHERS);
        registration = context.registerService(
                new String[] {Registry.class.getName(), BrowsableRegistry.class.getName()},
                new WhenAsked(folder, notices),
                properties);
    }

    /** Makes the registry for the first who asks: most commands never do. */
    private static final class WhenAsked implements ServiceFactory<Registry> {
        private final Path folder;
        private final NoticeBoard notices;
        private @Nullable FileRegistry made;

        WhenAsked(Path folder, NoticeBoard notices) {
            this.folder = folder;
            this.notices = notices;
        }

        @Override
        public synchronized Registry getService(Bundle bundle, ServiceRegistration<Registry> registration) {
            FileRegistry registry = made;
            if (registry == null) {
                registry = new FileRegistry(NAME, folder, false, notices, ForkJoinPool.commonPool());
                made = registry;
            }
            return registry;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Registry> registration, Registry service) {
            // kept for the next who asks
        }
    }

    /** Takes the registry away. */
    @Deactivate
    public void stop() {
        ServiceRegistration<?> registered = registration;
        if (registered != null) {
            registered.unregister();
        }
    }
}
