package io.ggen.leases;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Keeps selections in the configuration {@value #PID}, provider names by role. In a host without ConfigAdmin they last as
 * long as the host.
 */
final class KeptSelections implements Selections {
    static final String PID = "roles";

    private static final String FILTER = "(service.pid=" + PID + ")";

    private final BundleContext context;

    KeptSelections(BundleContext context) {
        this.context = context;
    }

    @Override
    public @Nullable Map<String, String> kept() {
        ServiceReference<?> reference = context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
        if (reference == null) {
            return null;
        }
        try {
            return context.getService(reference) instanceof ConfigurationAdmin admin ? read(admin) : null;
        } catch (IOException | InvalidSyntaxException e) {
            return null;
        } finally {
            context.ungetService(reference);
        }
    }

    private static Map<String, String> read(ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
        Map<String, String> names = new HashMap<>();
        Configuration[] found = admin.listConfigurations(FILTER);
        if (found != null) {
            Dictionary<String, Object> settings = found[0].getProperties();
            for (String role : Collections.list(settings.keys())) {
                if (settings.get(role) instanceof String name && !role.startsWith("service.")) {
                    names.put(role, name);
                }
            }
        }
        return names;
    }

    @Override
    public void keep(String role, String name) {
        ServiceReference<?> reference = context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
        if (reference == null) {
            return;
        }
        try {
            if (context.getService(reference) instanceof ConfigurationAdmin admin) {
                Configuration configuration = admin.getConfiguration(PID, "?");
                Dictionary<String, Object> settings = configuration.getProperties();
                settings = settings == null ? new Hashtable<>() : settings;
                if (!name.equals(settings.get(role))) {
                    settings.put(role, name);
                    configuration.update(settings);
                }
            }
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            throw Problem.of("the selection cannot be kept, so it is unchanged: " + Texts.shown(reason, 400))
                    .asException(e);
        } finally {
            context.ungetService(reference);
        }
    }
}
