package io.ggen.plugins;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles of this framework that come from packages: those that are loaded from the home's store. */
final class Ours {
    private final BundleContext context;
    private final String prefix;

    Ours(BundleContext context, Path store) {
        this.context = context;
        String uri = store.toUri().toString();
        this.prefix = "reference:" + (uri.endsWith("/") ? uri : uri + "/");
    }

    /** By location, in the order in which they were installed. */
    Map<String, Bundle> all() {
        Map<String, Bundle> all = new LinkedHashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(prefix)) {
                all.put(bundle.getLocation(), bundle);
            }
        }
        return all;
    }
}
