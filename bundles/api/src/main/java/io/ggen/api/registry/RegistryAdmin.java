package io.ggen.api.registry;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Adds further file registries to this host and takes them away; kept across restarts. */
@ProviderType
public interface RegistryAdmin {
    /**
     * From now on the registry in {@code folder} is asked too, under {@code name}. Refused if the name is taken or the
     * folder is not a registry. The registry answers before this returns.
     */
    void add(String name, Path folder);

    /** The registry {@code name} is not asked any more; its files stay. Refused for the home's own and unknown ones. */
    void remove(String name);
}
