package io.ggen.fetch;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.registry.HeldContent;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** {@link PeerFetcher} and {@link Server} in a framework, while the network runs. */
@Component(
        service = {Fetcher.class, ProtocolHandler.class, NetworkPart.class},
        configurationPid = FetchComponent.PID)
@Designate(ocd = FetchSettings.class)
public final class FetchComponent implements Fetcher, ProtocolHandler, NetworkPart {
    static final String PID = "io.ggen.fetch";
    /** The folder under the home. */
    static final String FOLDER = "fetch";

    private static final int WORKERS = 2;

    private final SystemTimers lane = new SystemTimers("ggen fetch");
    private final ThreadPoolExecutor files = workers("ggen fetch files", WORKERS);
    private final ThreadPoolExecutor slow = workers("ggen fetch reputation", 1);
    private final List<HeldContent> held = new CopyOnWriteArrayList<>();
    private final PeerFetcher fetcher;
    private final Server server;
    private volatile @Nullable ContentRouting routing;

    /** A fetcher on {@code host}; reads nothing yet. */
    @Activate
    public FetchComponent(FetchSettings settings, @Reference Host host, @Reference Home home, @Reference Roles roles) {
        FetchLimits limits = limits(settings);
        Tally tally = new Tally();
        Folder folder = new Folder(home.root().resolve(FOLDER), Clock.systemUTC());
        Library library = new Library(folder, new Trees(limits.treeBytes()), () -> held, lane, files, limits.looking());
        server = new Server(library, limits, lane, files, tally);
        fetcher = new PeerFetcher(new Parts(
                host,
                lane,
                files,
                new SplittableRandom(),
                limits,
                folder,
                library,
                new Standing(roles, lane, slow),
                tally,
                new CutOff(host, lane),
                new Lines(FetchLimits.STREAMS_PER_PEER, limits.streams()),
                () -> routing));
    }

    private static ThreadPoolExecutor workers(String name, int count) {
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static FetchLimits limits(FetchSettings settings) {
        FetchLimits standard = FetchLimits.DEFAULT;
        return new FetchLimits(
                Math.max(0, settings.uploads()),
                Math.max(0, settings.uploadPerSecond()),
                Math.max(0, settings.uploadPerSecondAndPeer()),
                Math.max(1, settings.transfers()),
                standard.waiting(),
                standard.contents(),
                Math.max(1, Math.min(standard.candidates(), settings.peers())),
                standard.candidates(),
                standard.streams(),
                (long) Math.max(1, settings.keptMebibytes()) << 20,
                Duration.ofDays(Math.max(0, settings.keptDays())),
                standard.treeBytes(),
                standard.looking());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHeld(HeldContent one) {
        held.add(one);
    }

    void removeHeld(HeldContent one) {
        held.remove(one);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRouting(ContentRouting one) {
        routing = one;
    }

    void unsetRouting(ContentRouting one) {
        if (routing == one) {
            routing = null;
        }
    }

    /** Ends all transfers; what came in is kept. */
    @Deactivate
    void close() {
        fetcher.close();
        lane.execute(() -> {
            files.shutdown();
            slow.shutdown();
            lane.close();
        });
    }

    @Override
    public CompletionStage<Path> fetch(Wanted wanted, FetchOptions options, FetchProgress progress) {
        return fetcher.fetch(wanted, options, progress);
    }

    @Override
    public CompletionStage<byte[]> content(Digest sha256, int largest, List<PeerAddresses> peers) {
        return fetcher.content(sha256, largest, peers);
    }

    @Override
    public void release(Digest sha256) {
        fetcher.release(sha256);
    }

    @Override
    public List<ProtocolId> protocols() {
        return server.protocols();
    }

    @Override
    public void handle(Stream stream) {
        server.handle(stream);
    }

    @Override
    public int streamsPerPeer() {
        return server.streamsPerPeer();
    }

    @Override
    public String name() {
        return fetcher.name();
    }

    @Override
    public List<Fact> status() {
        return fetcher.status();
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return fetcher.about(peer);
    }
}
