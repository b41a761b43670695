package io.ggen.gossipsub;

import io.ggen.api.Notices;
import io.ggen.api.ProblemException;
import io.ggen.api.identity.Identity;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Pending;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.pubsub.PubSub;
import io.ggen.p2p.api.pubsub.TopicHandler;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** {@link Gossipsub} in a framework: as long as there is a host, whichever transport that has. */
@Component(
        service = {PubSub.class, NetworkPart.class},
        immediate = true,
        configurationPid = GossipComponent.PID)
@Designate(ocd = GossipConfiguration.class)
public final class GossipComponent implements PubSub, NetworkPart {
    static final String PID = "io.ggen.gossipsub";

    private static final System.Logger LOG = System.getLogger(PID);
    private static final int MILLIS_TO_CLOSE = 700;

    private final SystemTimers timers = new SystemTimers("ggen gossipsub");
    private final Gossipsub gossip;
    private final GossipPart part;
    private final String wrong;
    private final Pending pending = new Pending("Gossip is closed; it is not known whether something was sent.");
    private final Map<TopicHandler, Registration> handlers = new ConcurrentHashMap<>();

    /** Gossips through {@code host}, whose key is that of {@code identity}. */
    @Activate
    public GossipComponent(GossipConfiguration configuration, @Reference Host host, @Reference Identity identity) {
        GossipSettings settings = GossipSettings.DEFAULT;
        String problem = "";
        try {
            settings = Configured.of(configuration);
        } catch (ProblemException e) {
            problem = e.problem().message() + " Gossip runs with the settings it comes with.";
        }
        wrong = problem;
        gossip = new Gossipsub(host, identity.host(), timers, new SplittableRandom(), settings);
        part = new GossipPart(gossip);
    }

    /** Leaves all topics. */
    @Deactivate
    void close() {
        try {
            gossip.close().toCompletableFuture().get(MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Gossip did not end in time", e);
        } finally {
            timers.close();
            pending.close();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotices(Notices hearer) {
        if (!wrong.isEmpty()) {
            hearer.warning(wrong);
        }
    }

    void removeNotices(Notices hearer) {
        LOG.log(Level.TRACE, "Nobody is told any more by {0}", hearer);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(TopicHandler handler) {
        try {
            handlers.put(handler, gossip.join(handler));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "A handler of a topic is left out.", e);
        }
    }

    void removeHandler(TopicHandler handler) {
        Registration registration = handlers.remove(handler);
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public CompletionStage<Integer> publish(String topic, byte[] data) {
        return pending.of(() -> gossip.publish(topic, data));
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public List<Fact> status() {
        return part.status();
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return part.about(peer);
    }
}
