package io.ggen.registry.p2p;

import io.ggen.api.Home;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@link NetworkRegistry} in a framework, there whether a network is installed or not. Opens no file and starts no thread before
 * something is asked of it; the catalogue is brought to life by the first question.
 */
@Component(
        service = {Registry.class, BrowsableRegistry.class},
        property = {"ggen.role=registry", "ggen.name=" + NetworkRegistry.NAME, "service.ranking:Integer=-100"})
public final class PeerRegistry extends NetworkRegistry {
    private final Surroundings surroundings;
    private final Catalogue catalogue;
    private final SystemTimers lane;

    /** Knows nothing yet. */
    @Activate
    public PeerRegistry(BundleContext context, @Reference Home home) {
        this(
                new Surroundings("command".equals(context.getProperty("ggen.mode"))),
                new Catalogue(),
                new SystemTimers("ggen registry"),
                home);
    }

    private PeerRegistry(Surroundings surroundings, Catalogue catalogue, SystemTimers lane, Home home) {
        super(
                catalogue,
                new LiveReach(surroundings, new PeersKnown(home), P2pLimits.DEFAULT, lane),
                P2pLimits.DEFAULT,
                lane,
                Clock.systemUTC());
        this.surroundings = surroundings;
        this.catalogue = catalogue;
        this.lane = lane;
    }

    /** Ends what is under way. */
    @Deactivate
    void close() {
        lane.close();
    }

    /** The catalogue, as it comes and goes; brought to life when it is asked for. */
    static final class Catalogue implements Supplier<@Nullable RecordStore> {
        private final AtomicReference<@Nullable ComponentServiceObjects<RecordStore>> service = new AtomicReference<>();

        void bind(ComponentServiceObjects<RecordStore> store) {
            service.set(store);
        }

        void unbind(ComponentServiceObjects<RecordStore> store) {
            service.compareAndSet(store, null);
        }

        @Override
        public @Nullable RecordStore get() {
            ComponentServiceObjects<RecordStore> now = service.get();
            return now == null ? null : now.getService();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(ComponentServiceObjects<RecordStore> store) {
        catalogue.bind(store);
    }

    void unbindStore(ComponentServiceObjects<RecordStore> store) {
        catalogue.unbind(store);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindValues(ValueStore values) {
        surroundings.values = values;
    }

    void unbindValues(ValueStore values) {
        surroundings.values = surroundings.values == values ? null : surroundings.values;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRouting(ContentRouting routing) {
        surroundings.routing = routing;
    }

    void unbindRouting(ContentRouting routing) {
        surroundings.routing = surroundings.routing == routing ? null : surroundings.routing;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindRecords(RecordExchange records) {
        surroundings.records = records;
    }

    void unbindRecords(RecordExchange records) {
        surroundings.records = surroundings.records == records ? null : surroundings.records;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFetcher(Fetcher fetcher) {
        surroundings.fetcher = fetcher;
    }

    void unbindFetcher(Fetcher fetcher) {
        surroundings.fetcher = surroundings.fetcher == fetcher ? null : surroundings.fetcher;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNode(Node node) {
        surroundings.node = node;
    }

    void unbindNode(Node node) {
        surroundings.node = surroundings.node == node ? null : surroundings.node;
    }

    /** The launcher's: starts the bundles of the network in a process that has begun without them. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(ggen.starts=network)")
    void bindStarter(Runnable starter) {
        surroundings.starter = starter;
    }

    void unbindStarter(Runnable starter) {
        surroundings.starter = surroundings.starter == starter ? null : surroundings.starter;
    }
}
