package io.ggen.record.store;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.Notices;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.identity.Identity;
import io.ggen.api.trust.Trust;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordListener;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The record catalogue of this home, in {@code catalog/}. Opens no file before it is asked something. Where the framework
 * property {@code ggen.node} is {@code start}, in a host that runs the network, the files stay open; elsewhere they are closed
 * soon after each use, so that commands side by side do not shut each other out.
 */
@Component(service = RecordStore.class, configurationPid = HomeRecordStore.PID)
@Designate(ocd = StoreSettings.class)
public final class HomeRecordStore implements RecordStore {
    static final String PID = "io.ggen.record.store";

    private static final Duration COMMIT_AFTER = Duration.ofSeconds(60);
    private static final long COMMIT_BYTES = 16 << 20;

    private final KeptRecords kept;
    private final ScheduledThreadPoolExecutor timer;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<RecordListener> listeners = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Notices> notices = List.of();

    /** Touches nothing on the disk. */
    @Activate
    public HomeRecordStore(
            BundleContext context,
            StoreSettings settings,
            @Reference Home home,
            @Reference Identity identity,
            @Reference Trust trust) {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ggen record catalogue");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        boolean isResident = "start".equals(context.getProperty("ggen.node"));
        Limits limits = limits(settings);
        Clock clock = Clock.systemUTC();
        Vault vault = new Vault(
                home.catalog(),
                new Vault.Habits(
                        Duration.ofMillis(settings.patience_millis()),
                        isResident ? Duration.ZERO : Duration.ofMillis(settings.idle_millis()),
                        COMMIT_AFTER,
                        COMMIT_BYTES),
                new OpenStore.Rules(
                        limits,
                        new Favoured(trust, identity, System::nanoTime),
                        new Pace(limits, System::nanoTime),
                        clock),
                new Vault.Outside(System::nanoTime, new SplittableRandom(), this::later, this::warn, Disk.REAL));
        kept = new KeptRecords(vault, clock, () -> listeners);
    }

    static Limits limits(StoreSettings settings) {
        return new Limits(
                settings.records(),
                (long) settings.megabytes() << 20,
                settings.strangers_percent(),
                settings.publisher_records(),
                settings.peer_burst(),
                settings.peer_per_second(),
                settings.publisher_burst(),
                settings.publisher_per_second(),
                settings.buckets(),
                settings.seen(),
                settings.changes());
    }

    private void later(Duration after, Runnable task) {
        try {
            timer.schedule(task, after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // being closed, which commits
        }
    }

    private void warn(String sentence) {
        List<Notices> now = notices;
        for (Notices each : now) {
            each.warning(sentence);
        }
        if (now.isEmpty()) {
            System.getLogger(PID).log(System.Logger.Level.WARNING, sentence);
        }
    }

    /** Commits and closes the files. */
    @Deactivate
    void close() {
        timer.shutdownNow();
        kept.close();
    }

    @Override
    public Taken take(byte[] envelope, Origin origin) {
        return kept.take(envelope, origin);
    }

    @Override
    public Taken take(Signed<?> record, Origin origin) {
        return kept.take(record, origin);
    }

    @Override
    public Optional<byte[]> envelope(RecordId id) {
        return kept.envelope(id);
    }

    @Override
    public boolean isSeen(RecordId id) {
        return kept.isSeen(id);
    }

    @Override
    public List<PublisherId> publishers(PackageName name) {
        return kept.publishers(name);
    }

    @Override
    public Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name) {
        return kept.head(publisher, name);
    }

    @Override
    public List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name) {
        return kept.releases(publisher, name);
    }

    @Override
    public Optional<Signed<ReleaseRecord>> release(PublisherId publisher, PackageName name, Version version) {
        return kept.release(publisher, name, version);
    }

    @Override
    public Optional<Signed<RevocationRecord>> revocation(PublisherId publisher) {
        return kept.revocation(publisher);
    }

    @Override
    public List<Fork> forks(PublisherId publisher, PackageName name) {
        return kept.forks(publisher, name);
    }

    @Override
    public Optional<Signed<ReleaseRecord>> withArchive(Digest sha256) {
        return kept.withArchive(sha256);
    }

    @Override
    public List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most) {
        return kept.byPublisher(publisher, after, most);
    }

    @Override
    public SyncSet syncSet() {
        return kept.syncSet();
    }

    @Override
    public Changes changesSince(long cursor) {
        return kept.changesSince(cursor);
    }

    @Override
    public Counts counts() {
        return kept.counts();
    }
}
