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
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.node.Stranger;
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
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
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
@Component(
        service = {Node.class, PeerBook.class},
        immediate = true,
        configurationPid = NodeComponent.PID)
@Designate(ocd = NodeSettings.class)
@Capability( // by hand, while it runs: resolvers of Karaf and bnd want to know who provides what components reference
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ggen.p2p.api.Host\"",
        effective = "active")
public final class NodeComponent implements Node, PeerBook {
    static final String PID = "io.ggen.node";

    private static final int SECONDS_TO_STOP = 3;
    private static final int MILLIS_TO_WRITE = 500;

    private final LiveNode node;
    private final KeptPeers peers;
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
        peers = new KeptPeers(new PeersFile(home.root().resolve("peers.json")), slow, Clock.systemUTC(), this::warn);
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
                peers,
                (host, serves) -> offer(context, host, serves),
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

    private static Registration offer(BundleContext context, Host host, boolean serves) {
        ServiceRegistration<Host> service =
                context.registerService(Host.class, host, FrameworkUtil.asDictionary(Map.of(Node.SERVES, serves)));
        return () -> {
            try {
                service.unregister();
            } catch (IllegalStateException e) {
                System.getLogger(PID).log(System.Logger.Level.DEBUG, "The bundle was stopped first", e);
            }
        };
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
        try {
            if (!slow.awaitTermination(MILLIS_TO_WRITE, TimeUnit.MILLISECONDS)) {
                System.getLogger(PID).log(System.Logger.Level.DEBUG, "Files are still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
    public List<PeerAddresses> remembered() {
        return peers.remembered();
    }

    @Override
    public void remember(List<PeerAddresses> good) {
        peers.remember(good);
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
    public boolean dialsAgain() {
        return node.dialsAgain();
    }

    @Override
    public List<Dropped> dropped() {
        return node.dropped();
    }

    @Override
    public List<Stranger> strangers() {
        return node.strangers();
    }

    @Override
    public CompletionStage<Void> stop() {
        return node.stop();
    }
}
