package io.ggen.registry.file;

import io.ggen.api.registry.Registry;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** Registries by name, among the services of a host. */
final class RegistryNames {
    private RegistryNames() {}

    /** Whether a registry of this valid name is being asked in this host. */
    static boolean isTaken(BundleContext context, String name) {
        try {
            return !context.getServiceReferences(Registry.class, filter(name)).isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    static String filter(String name) {
        return "(&(ggen.role=" + Registry.ROLE + ")(ggen.name=" + name + "))";
    }
}
