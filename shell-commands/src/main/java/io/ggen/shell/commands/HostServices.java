package io.ggen.shell.commands;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.RegistryAdmin;
import io.ggen.api.trust.RevocationExport;
import io.ggen.api.trust.Trust;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.roles.Roles;
import io.ggen.shell.commands.task.HostProcess;
import io.ggen.shell.commands.task.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The services of the framework, looked up when a command needs them and kept as long as they are the best of their type:
 * a command that only reads a lock must not bring a search index to life, and nothing that is swapped takes the commands
 * with it. That is why these are not references of the component.
 */
@Component(service = Services.class)
public final class HostServices implements Services {
    private final BundleContext context;
    private final Map<Class<?>, Held<?>> held = new ConcurrentHashMap<>();

    /** Services as {@code context} sees them. */
    @Activate
    public HostServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public Home home() {
        return get(Home.class, "this host has no home: the bundle io.ggen.home is not installed");
    }

    @Override
    public Marketplace marketplace() {
        return get(Marketplace.class, "installing is not possible: no installer is installed on this host");
    }

    @Override
    public Catalog catalog() {
        return get(Catalog.class, "search is not installed on this host");
    }

    @Override
    public Optional<Catalog> anyCatalog() {
        return Optional.ofNullable(find(Catalog.class));
    }

    @Override
    public Publishing publishing() {
        return get(Publishing.class, "publishing is not installed on this host");
    }

    @Override
    public RegistryAdmin registryAdmin() {
        return get(RegistryAdmin.class, "file registries are not installed on this host");
    }

    @Override
    public Trust trust() {
        return get(Trust.class, "pins cannot be kept: the bundle io.ggen.trust is not installed");
    }

    @Override
    public RevocationExport revocationExport() {
        return get(
                RevocationExport.class,
                "no key can be exported: the bundles io.ggen.trust and io.ggen.identity are not both installed");
    }

    @Override
    public Optional<Node> node() {
        Node node = find(Node.class);
        if (node == null && "true".equals(context.getProperty("ggen.network"))) {
            Arrival.await(context, Node.class);
            node = find(Node.class);
        }
        return Optional.ofNullable(node);
    }

    @Override
    public Optional<PeerBook> peerBook() {
        return Optional.ofNullable(find(PeerBook.class));
    }

    @Override
    public Optional<Announcer> announcer() {
        Announcer announcer = find(Announcer.class);
        if (announcer == null && node().isPresent() && node().get().status().state() == NodeStatus.State.UP) {
            Arrival.await(context, Announcer.class);
            announcer = find(Announcer.class);
        }
        return Optional.ofNullable(announcer);
    }

    @Override
    public Optional<ContentRouting> contentRouting() {
        return Optional.ofNullable(find(ContentRouting.class));
    }

    @Override
    public Roles roles() {
        return get(Roles.class, "this host does not know roles: the bundle io.ggen.roles is not installed");
    }

    private <T> T get(Class<T> type, String missing) {
        T service = find(type);
        if (service == null) {
            throw Problem.of(missing + "; nothing was changed").asException();
        }
        return service;
    }

    private <T> @Nullable T find(Class<T> type) {
        ServiceReference<T> best = context.getServiceReference(type);
        Held<?> known = held.get(type);
        if (best != null && known != null && known.reference().equals(best)) {
            return type.cast(known.service());
        }
        T service = best == null ? null : context.getService(best);
        Held<?> before =
                best == null || service == null ? held.remove(type) : held.put(type, new Held<>(best, service));
        release(before);
        return service;
    }

    @Override
    public List<NetworkPart> networkParts() {
        List<NetworkPart> parts = all(NetworkPart.class);
        parts.sort(Comparator.comparing(NetworkPart::name));
        return parts;
    }

    @Override
    public List<Checkup> checkups() {
        List<Checkup> checkups = all(Checkup.class);
        checkups.sort(Comparator.comparing(Checkup::subject));
        return checkups;
    }

    private <T> List<T> all(Class<T> type) {
        List<T> services = new ArrayList<>();
        try {
            Collection<ServiceReference<T>> references = context.getServiceReferences(type, null);
            for (ServiceReference<T> reference : references) {
                T service = context.getService(reference);
                if (service != null) {
                    services.add(service);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter was given", e);
        }
        return services;
    }

    @Override
    public Optional<Path> logFile() {
        return Optional.ofNullable(context.getProperty("ggen.log")).map(Path::of);
    }

    @Override
    public Optional<HostProcess> hostProcess() {
        return new Launcher(context).hostProcess();
    }

    @Override
    public Optional<HostProcess.Refused> refusedBy() {
        return new Launcher(context).refusedBy();
    }

    private void release(@Nullable Held<?> before) {
        if (before != null) {
            context.ungetService(before.reference());
        }
    }

    @Deactivate
    void close() {
        for (Held<?> each : held.values()) {
            release(each);
        }
        held.clear();
    }

    private record Held<T>(ServiceReference<T> reference, T service) {}
}
