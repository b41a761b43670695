package io.ggen.registry.file;

import io.ggen.api.Checkup;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * One more registry, for each configuration {@code etc/io.ggen.registry.file-NAME.json}. It registers the services itself
 * because their {@code ggen.name} comes from the configuration's {@code name}.
 */
@Component(
        service = {},
        configurationPid = AdditionalRegistry.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AdditionalRegistry.Config.class, factory = true)
public final class AdditionalRegistry {
    static final String PID = "io.ggen.registry.file";

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** What is configured. */
    @ObjectClassDefinition(name = "ggen file registry", description = "One more registry in a folder on disk")
    public @interface Config {
        /** The registry's name. */
        @AttributeDefinition(description = "the registry's name in messages and for registry:remove")
        String name() default "";

        /** The registry's folder. */
        @AttributeDefinition(description = "the folder, as an absolute path")
        String path() default "";
    }

    /** Registers the registry, unless the configuration makes no sense: then there is a warning. */
    @Activate
    public AdditionalRegistry(BundleContext context, @Reference NoticeBoard notices, Config config) {
        String name = config.name();
        String fault = RegistrySettings.fault(name, config.path(), other -> RegistryNames.isTaken(context, other));
        if (fault != null) {
            notices.accept(RegistrySettings.warning(name, fault));
            return;
        }
        Path folder = Path.of(config.path());
        FileRegistry registry = new FileRegistry(name, folder, false, notices, ForkJoinPool.commonPool());
        registrations.add(context.registerService(Checkup.class, new AdditionalCheckup(name, registry), null));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", Registry.ROLE);
        properties.put("ggen.name", name);
        properties.put("ggen.path", folder.toString());
        registrations.add(context.registerService(
                new String[] {Registry.class.getName(), BrowsableRegistry.class.getName()}, registry, properties));
    }

    /** Takes the registry away. */
    @Deactivate
    public void stop() {
        registrations.forEach(ServiceRegistration::unregister);
    }

    private record AdditionalCheckup(String name, FileRegistry registry) implements Checkup {
        @Override
        public String subject() {
            return "registry '" + name + "'";
        }

        @Override
        public List<Finding> examine() {
            return registry.examination().run();
        }
    }
}
