package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.catalog.Catalog;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class HostServicesTest {
    private final Map<String, ServiceReference<?>> best = new HashMap<>();
    private final Map<ServiceReference<?>, Object> services = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final HostServices host = new HostServices((BundleContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "getServiceReference":
                        return best.get(((Class<?>) arguments[0]).getName());
                    case "getService":
                        calls.add("get");
                        return services.get((ServiceReference<?>) arguments[0]);
                    case "ungetService":
                        calls.add("unget");
                        return true;
                    default:
                        throw new UnsupportedOperationException(method.getName());
                }
            }));

    private void offer(Catalog catalog) {
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceReference.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "equals":
                            return proxy == arguments[0];
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
        best.put(Catalog.class.getName(), reference);
        services.put(reference, catalog);
    }

    @Test
    void aServiceIsLookedUpWhenItIsNeededAndKept() {
        Catalog catalog = new FakeServices.FakeCatalog();
        offer(catalog);
        assertThat(calls).isEmpty();
        assertThat(host.catalog()).isSameAs(catalog);
        assertThat(host.catalog()).isSameAs(catalog);
        assertThat(calls).containsExactly("get");
        host.close();
        assertThat(calls).containsExactly("get", "unget");
    }

    @Test
    void aBetterServiceTakesOver() {
        offer(new FakeServices.FakeCatalog());
        host.catalog();
        Catalog newer = new FakeServices.FakeCatalog();
        offer(newer);
        assertThat(host.catalog()).isSameAs(newer);
        assertThat(calls).containsExactly("get", "get", "unget");
    }

    @Test
    void aServiceThatWentIsLetGo() {
        offer(new FakeServices.FakeCatalog());
        host.catalog();
        best.clear();
        assertThat(host.anyCatalog()).isEmpty();
        assertThat(calls).containsExactly("get", "unget");
        assertThatThrownBy(host::catalog).hasToString("search is not installed on this host; nothing was changed");
        assertThatThrownBy(host::marketplace)
                .hasToString("installing is not possible: no installer is installed on this host; nothing was changed");
    }
}
