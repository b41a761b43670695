package io.ggen.api.plugins;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.nio.file.Path;
import java.util.List;

/**
 * A package of kind {@code bundle} that a target holds.
 *
 * @param jars its bundles, absolute paths of files in the store that never change; at least one
 */
public record Plugin(PackageName name, Version version, PublisherId publisher, List<Path> jars) {
    /** Copies the list. */
    public Plugin {
        jars = List.copyOf(jars);
    }

    /** {@code NAME@VERSION}. */
    public String id() {
        return name + "@" + version;
    }
}
