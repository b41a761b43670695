package io.ggen.registry.file;

import io.ggen.api.registry.Registry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * As much of a framework as registries need: services, listeners, and configurations that start and stop
 * {@link AdditionalRegistry} in another thread, as ConfigurationAdmin does.
 */
final class FakeHost implements AutoCloseable {
    private record Service(String name, Object object) {
        boolean fits(String filter) {
            return object instanceof Registry && filter.contains("(ggen.name=" + name + ")");
        }
    }

    private final List<Service> services = new CopyOnWriteArrayList<>();
    private final Map<Object, String> listeners = new ConcurrentHashMap<>();
    private final Map<String, AdditionalRegistry> running = new HashMap<>();
    private final ExecutorService updates = Executors.newSingleThreadExecutor();
    final Map<String, Dictionary<String, ?>> stored = new HashMap<>();
    final NoticeBoard notices = new NoticeBoard();
    final BundleContext context = fake(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "registerService" -> register(arguments[1], arguments[2]);
        case "getServiceReferences" -> references((String) arguments[1]);
        case "addServiceListener" -> listeners.put(arguments[0], (String) arguments[1]);
        case "removeServiceListener" -> listeners.remove(arguments[0]);
        default -> throw new UnsupportedOperationException(method.getName());
    });
    final ConfigurationAdmin settings =
            fake(ConfigurationAdmin.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getFactoryConfiguration" -> configuration((String) arguments[1]);
                case "listConfigurations" -> list((String) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                FakeHost.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "addServiceListener", "removeServiceListener" -> {
                        handler.invoke(proxy, method, arguments);
                        yield null;
                    }
                    case "toString" -> type.getSimpleName();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> handler.invoke(proxy, method, arguments);
                }));
    }

    private ServiceRegistration<?> register(Object object, @Nullable Object properties) {
        Object name = properties instanceof Dictionary<?, ?> given ? given.get("ggen.name") : null;
        Service service = new Service(name == null ? "" : name.toString(), object);
        services.add(service);
        fire(ServiceEvent.REGISTERED, service);
        return fake(ServiceRegistration.class, (proxy, method, arguments) -> {
            services.remove(service);
            fire(ServiceEvent.UNREGISTERING, service);
            return null;
        });
    }

    private void fire(int type, Service service) {
        ServiceEvent event = new ServiceEvent(type, fake(ServiceReference.class, (p, m, a) -> null));
        listeners.forEach((listener, filter) -> {
            if (service.fits(filter)) {
                ((ServiceListener) listener).serviceChanged(event);
            }
        });
    }

    private List<ServiceReference<?>> references(String filter) {
        List<ServiceReference<?>> found = new ArrayList<>();
        for (Service service : services) {
            if (service.fits(filter)) {
                found.add(fake(ServiceReference.class, (p, m, a) -> null));
            }
        }
        return found;
    }

    private Configuration configuration(String name) {
        return fake(Configuration.class, (proxy, method, arguments) -> {
            if (method.getName().equals("update")) {
                Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[0];
                stored.put(name, (Dictionary<String, ?>) cast(properties));
                updates.execute(() -> start(name, properties.get("path").toString()));
            } else {
                stored.remove(name);
                updates.execute(() -> stop(name));
            }
            return null;
        });
    }

    @SuppressWarnings("unchecked")
    private static Dictionary<String, Object> cast(Dictionary<?, ?> properties) {
        return (Dictionary<String, Object>) properties;
    }

    private Configuration @Nullable [] list(String filter) {
        return stored.keySet().stream()
                .filter(name -> filter.contains("(name=" + name + ")"))
                .map(this::configuration)
                .toArray(Configuration[]::new);
    }

    /** Starts a registry as its configuration would. */
    void start(String name, String path) {
        AdditionalRegistry.Config config = fake(
                AdditionalRegistry.Config.class,
                (p, method, a) -> method.getName().equals("name") ? name : path);
        running.put(name, new AdditionalRegistry(context, notices, config));
    }

    private void stop(String name) {
        AdditionalRegistry registry = running.remove(name);
        if (registry != null) {
            registry.stop();
        }
    }

    /** The registries that are asked, by name. */
    Map<String, Registry> registries() {
        Map<String, Registry> found = new HashMap<>();
        for (Service service : services) {
            if (service.object instanceof Registry registry) {
                found.put(service.name, registry);
            }
        }
        return found;
    }

    @Override
    public void close() {
        updates.shutdownNow();
    }
}
