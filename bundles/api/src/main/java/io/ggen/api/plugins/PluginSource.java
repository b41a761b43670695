package io.ggen.api.plugins;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Says which packages' code belongs into this host. A service of the installer. */
@ProviderType
public interface PluginSource {
    /**
     * The packages of kind {@code bundle} in the current generation of the home's default target, in the order of names, read and
     * checked now: each byte of them is what came with the package, and the user agrees that they run. Blocks on files; throws
     * nothing.
     */
    Wanted wanted();

    /**
     * What is to run.
     *
     * @param plugins what is sound and agreed to
     * @param withheld one sentence for each package that must not run, with the reason
     */
    record Wanted(List<Plugin> plugins, List<String> withheld) {
        /** Nothing. */
        public static final Wanted NOTHING = new Wanted(List.of(), List.of());

        /** Copies the lists. */
        public Wanted {
            plugins = List.copyOf(plugins);
            withheld = List.copyOf(withheld);
        }
    }
}
