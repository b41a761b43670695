package io.ggen.node;

import io.ggen.api.Home;
import io.ggen.api.Notices;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.identity.Identity;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * {@link LiveNode} in a framework. Immediate, since a node that runs must not go because nobody holds the service. Where the
 * framework property {@code ggen.node} is {@code start}, it starts by itself, in the background.
 */
@Component(immediate = true, configurationPid = NodeComponent.PID)
@Designate(ocd = NodeSettings.class)
public final class NodeComponent implements Node {
    static final String PID = "io.ggen.node";

    private static final int SECONDS_TO_STOP = 3;

    private final LiveNode node;
    private final SystemTimers timers = new SystemTimers("ggen node");
    private final ThreadPoolExecutor slow;
    private final List<Notices> notices = new CopyOnWriteArrayList<>();
    private final Map<ProtocolHandler, Registration> handlers = new ConcurrentHashMap<>();
    private final Map<PeerListener, Registration> listeners = new ConcurrentHashMap<>();
    private volatile NodeSettings settings;

    /** A node that does not run, unless it is to start by itself. */
    @Activate
    public NodeComponent(
            BundleContext context,
            NodeSettings settings,
            @Reference Home home,
            @Reference Identity identity,
            @Reference Roles roles) {
        this.settings = settings;
        slow = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "ggen node files");
            thread.setDaemon(true);
            return thread;
        });
        slow.allowCoreThreadTimeOut(true);
        org.osgi.framework.Version version = context.getBundle().getVersion();
        node = new LiveNode(new Parts(
                roles,
                () -> Configured.of(this.settings),
                () -> HomeLock.take(home.run()),
                identity::host,
                timers,
                slow,
                Clock.systemUTC(),
                new SplittableRandom(),
                this::warn,
                "ggen/" + version.getMajor() + "." + version.getMinor() + "." + version.getMicro()));
        if ("start".equals(context.getProperty("ggen.node"))) {
            node.start(NodeStart.asConfigured()).whenComplete((status, failure) -> {
                boolean stopped = failure instanceof ProblemException known
                        && known.problem().kind() == Problem.Kind.CANCELLED;
                if (failure != null && !stopped) {
                    warn(Reasons.of(failure));
                }
            });
        }
    }

    private void warn(String sentence) {
        for (Notices each : notices) {
            each.warning(sentence);
        }
    }

    @Modified
    void configured(NodeSettings changed) {
        settings = changed;
    }

    /** Stops the node. */
    @Deactivate
    void close() {
        try {
            node.stop().toCompletableFuture().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(PID).log(System.Logger.Level.DEBUG, "The node did not stop in time", e);
        } finally {
            timers.close();
            slow.shutdown();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addNotices(Notices hearer) {
        notices.add(hearer);
    }

    void removeNotices(Notices hearer) {
        notices.remove(hearer);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(ProtocolHandler handler) {
        handlers.put(handler, node.whiteboard(host -> host.handle(handler)));
    }

    void removeHandler(ProtocolHandler handler) {
        leave(handlers.remove(handler));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(PeerListener listener) {
        listeners.put(listener, node.whiteboard(host -> host.listen(listener)));
    }

    void removeListener(PeerListener listener) {
        leave(listeners.remove(listener));
    }

    private static void leave(@Nullable Registration registration) {
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public CompletionStage<NodeStatus> start(NodeStart wish) {
        return node.start(wish);
    }

    @Override
    public NodeStatus status() {
        return node.status();
    }

    @Override
    public Optional<Host> host() {
        return node.host();
    }

    @Override
    public CompletionStage<Connection> connect(PeerAddresses peer, Duration within) {
        return node.connect(peer, within);
    }

    @Override
    public List<Neighbour> neighbours() {
        return node.neighbours();
    }

    @Override
    public List<Dropped> dropped() {
        return node.dropped();
    }

    @Override
    public CompletionStage<Void> stop() {
        return node.stop();
    }
}
