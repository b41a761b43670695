package io.ggen.home;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.cm.PersistenceManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Lets Felix ConfigAdmin keep configurations as settings files. What is not a setting stays in memory: configurations
 * that were asked for but never given a value, and ConfigAdmin's own bookkeeping. Where a configuration is bound is not
 * kept either: what is in {@code etc/} is the operator's, so every bundle may receive what has its pid.
 */
final class JsonPersistence implements PersistenceManager {
    private static final String NEVER_UPDATED = "_felix_.cm.newConfiguration";
    private static final String BOOKKEEPING = "org_apache_felix_cm_impl_";
    private static final String FACTORY_BOOKKEEPING = ".factory";

    private final Settings settings;
    private final Map<String, Dictionary<String, Object>> unsaved = new ConcurrentHashMap<>();

    JsonPersistence(Settings settings) {
        this.settings = settings;
    }

    /** Makes this the persistence manager that ConfigAdmin takes if {@code felix.cm.pm} is {@code json}. */
    static void register(BundleContext context, Settings settings) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(PROPERTY_NAME, "json");
        context.registerService(PersistenceManager.class, new JsonPersistence(settings), properties);
    }

    @Override
    public boolean exists(String pid) {
        return unsaved.containsKey(pid) || (!isBookkeeping(pid) && settings.read(pid) != null);
    }

    @Override
    public Dictionary<String, Object> load(String pid) throws IOException {
        Dictionary<String, Object> kept = unsaved.get(pid);
        if (kept != null) {
            return copy(kept);
        }
        Hashtable<String, Object> read = isBookkeeping(pid) ? null : settings.read(pid);
        if (read == null) {
            throw new IOException("there are no settings for " + pid);
        }
        return forEverybody(read);
    }

    @Override
    public Enumeration<Dictionary<String, Object>> getDictionaries() {
        List<Dictionary<String, Object>> all = new ArrayList<>();
        for (Hashtable<String, Object> read : settings.readAll()) {
            all.add(forEverybody(read));
        }
        for (Map.Entry<String, Dictionary<String, Object>> entry : unsaved.entrySet()) {
            if (!isBookkeeping(entry.getKey())) {
                all.add(copy(entry.getValue()));
            }
        }
        return Collections.enumeration(all);
    }

    @Override
    public void store(String pid, @SuppressWarnings("rawtypes") Dictionary properties) throws IOException {
        if (isBookkeeping(pid) || properties.get(NEVER_UPDATED) != null) {
            unsaved.put(pid, copy(properties));
        } else {
            settings.write(pid, properties);
            unsaved.remove(pid);
        }
    }

    @Override
    public void delete(String pid) throws IOException {
        unsaved.remove(pid);
        if (!isBookkeeping(pid)) {
            settings.delete(pid);
        }
    }

    private static boolean isBookkeeping(String pid) {
        return pid.startsWith(BOOKKEEPING) || pid.endsWith(FACTORY_BOOKKEEPING);
    }

    private static Dictionary<String, Object> forEverybody(Hashtable<String, Object> read) {
        read.put(ConfigurationAdmin.SERVICE_BUNDLELOCATION, "?");
        return read;
    }

    private static Dictionary<String, Object> copy(Dictionary<?, ?> properties) {
        Hashtable<String, Object> copy = new Hashtable<>();
        for (Enumeration<?> keys = properties.keys(); keys.hasMoreElements(); ) {
            Object key = keys.nextElement();
            copy.put(key.toString(), properties.get(key));
        }
        return copy;
    }
}
