package io.ggen.sync;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.records.Received;
import io.ggen.p2p.api.records.RecordExchange;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@link SyncNode} in a framework, while the network runs. The store is asked in two threads of its own. */
@Component(
        immediate = true,
        service = {NetworkPart.class, RecordExchange.class})
public final class SyncComponent implements NetworkPart, RecordExchange {
    private static final System.Logger LOG = System.getLogger(SyncComponent.class.getName());
    private static final int THREADS = 2;
    private static final int QUEUE = 256;
    private static final int SECONDS_TO_STOP = 5;

    private final Roles roles;
    private final SystemTimers timers = new SystemTimers("ggen sync");
    private final ThreadPoolExecutor disk;
    private final SyncNode node;

    /** One that answers and reconciles from now on. */
    @Activate
    public SyncComponent(@Reference Host host, @Reference RecordStore store, @Reference Roles roles) {
        this.roles = roles;
        disk = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "ggen sync records");
            thread.setDaemon(true);
            return thread;
        });
        disk.allowCoreThreadTimeOut(true);
        node = new SyncNode(
                host,
                timers,
                Clock.systemUTC(),
                new SplittableRandom(),
                store,
                disk,
                SyncLimits.DEFAULT,
                SyncTimes.DEFAULT,
                this::score);
        node.start();
    }

    private void score(PeerId peer, boolean well) {
        try {
            disk.execute(() -> scored(peer, well ? Outcome.SERVED : Outcome.FAILED));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "No time to score a peer", e);
        }
    }

    private void scored(PeerId peer, Outcome outcome) {
        try {
            for (Lease<ReputationPolicy> lease : roles.leaseAll(ReputationPolicy.class)) {
                try (lease) {
                    lease.get().record(peer, outcome);
                }
            }
        } catch (ProblemException | LinkageError e) {
            LOG.log(Level.DEBUG, "The reputation policy went away", e);
        }
    }

    /** Ends it; the record that is being stored is let finish. */
    @Deactivate
    void close() {
        node.close();
        disk.shutdown();
        try {
            if (!disk.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.log(Level.DEBUG, "The record store takes long; it is left to itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timers.close();
    }

    @Override
    public CompletionStage<Received> byName(PeerId peer, PackageName name, Duration within) {
        return node.exchange().byName(peer, name, within);
    }

    @Override
    public CompletionStage<Received> byPublisher(PeerId peer, PublisherId publisher, Duration within) {
        return node.exchange().byPublisher(peer, publisher, within);
    }

    @Override
    public CompletionStage<Received> byIds(PeerId peer, Collection<Digest> ids, Duration within) {
        return node.exchange().byIds(peer, ids, within);
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public List<Fact> status() {
        return node.status();
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return node.about(peer);
    }
}
