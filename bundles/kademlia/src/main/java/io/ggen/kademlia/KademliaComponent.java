package io.ggen.kademlia;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.Notices;
import io.ggen.api.ProblemException;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Pending;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.p2p.api.routing.ValueValidator;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** {@link Kademlia} in a framework: one node as long as there is a host, whichever transport that has. */
@Component(
        service = {ValueStore.class, ContentRouting.class, NetworkPart.class},
        immediate = true,
        configurationPid = KademliaComponent.PID)
@Designate(ocd = KademliaConfiguration.class)
public final class KademliaComponent implements ValueStore, ContentRouting, NetworkPart {
    static final String PID = "io.ggen.kademlia";

    private static final System.Logger LOG = System.getLogger(PID);
    private static final int MILLIS_TO_CLOSE = 700;

    private final SystemTimers timers = new SystemTimers("ggen kademlia");
    private final ExecutorService slow;
    private final Kademlia node;
    private final KademliaPart part;
    private final String wrong;
    private final Pending pending = new Pending("This host has left the network.");
    private final Map<ValueValidator, Registration> validators = new ConcurrentHashMap<>();

    /**
     * Joins the network of {@code host}, as a server if it serves.
     *
     * @param properties of the service {@code host}
     * @param book keeps good peers
     */
    @Activate
    public KademliaComponent(
            KademliaConfiguration configuration,
            @Reference(service = Host.class) Map.Entry<Map<String, Object>, Host> host,
            @Reference Home home,
            @Reference PeerBook book) {
        boolean serves = Boolean.TRUE.equals(host.getKey().get(Node.SERVES));
        KademliaSettings settings = KademliaSettings.serving().withServer(serves);
        String problem = "";
        try {
            settings = Configured.of(configuration, serves);
        } catch (ProblemException e) {
            problem = e.problem().message() + " Kademlia runs with the settings it comes with.";
        }
        wrong = problem;
        ThreadPoolExecutor files =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ggen kademlia files");
                    thread.setDaemon(true);
                    return thread;
                });
        files.allowCoreThreadTimeOut(true);
        slow = files;
        node = new Kademlia(
                host.getValue(),
                timers,
                Clock.systemUTC(),
                new SplittableRandom(),
                settings,
                new BookMemory(book),
                new SweepFile(home.catalog().resolve("kademlia-sweep"), slow));
        part = new KademliaPart(node);
        node.start(List.of())
                .whenComplete((peers, failure) -> LOG.log(Level.DEBUG, "Joined; {0} peers are known.", peers));
    }

    /** Leaves the network and writes what is remembered. */
    @Deactivate
    void close() {
        try {
            node.close().toCompletableFuture().get(MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS);
            slow.shutdown();
            if (!slow.awaitTermination(MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "What was put when is still being written.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "The node did not close in time", e);
        } finally {
            slow.shutdown();
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
    void addValidator(ValueValidator validator) {
        validators.put(validator, node.validate(validator));
    }

    void removeValidator(ValueValidator validator) {
        Registration registration = validators.remove(validator);
        if (registration != null) {
            registration.close();
        }
    }

    @Override
    public CompletionStage<Receipt> put(byte[] key, byte[] value, Duration within, Consumer<Receipt> progress) {
        return pending.of(() -> node.put(key, value, within, progress));
    }

    @Override
    public CompletionStage<Found> get(byte[] key, Effort effort, Duration within) {
        return pending.of(() -> node.get(key, effort, within));
    }

    @Override
    public void keep(byte[] key, byte[] value) {
        node.keep(key, value);
    }

    @Override
    public void release(byte[] key) {
        node.release(key);
    }

    @Override
    public CompletionStage<Integer> provide(Digest content, Duration within) {
        return pending.of(() -> node.provide(content, within));
    }

    @Override
    public void keep(Digest content) {
        node.keep(content);
    }

    @Override
    public void withdraw(Digest content) {
        node.withdraw(content);
    }

    @Override
    public CompletionStage<List<PeerAddresses>> providers(
            Digest content, int most, Duration within, Consumer<PeerAddresses> found) {
        return pending.of(() -> node.providers(content, most, within, found));
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
