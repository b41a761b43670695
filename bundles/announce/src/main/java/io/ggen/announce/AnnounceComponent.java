package io.ggen.announce;

import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.pubsub.PubSub;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@link LiveAnnouncer} and {@link KeptAlive} for as long as there is a network. */
@Component(immediate = true)
public final class AnnounceComponent implements Announcer, NetworkPart {
    /** How many steps may wait for the disk. */
    static final int QUEUE = 1_000;

    private final SystemTimers timers = new SystemTimers("ggen announce");
    private final ThreadPoolExecutor disk;
    private final LiveAnnouncer announcer;
    private final KeptAlive kept;

    /** Begins at once, in the background. */
    @Activate
    public AnnounceComponent(
            @Reference Host host,
            @Reference ValueStore values,
            @Reference ContentRouting contents,
            @Reference PubSub pubsub,
            @Reference RecordStore store,
            @Reference Roles roles,
            @Reference Outbox outbox,
            @Reference Publishing publishing,
            @Reference Identity identity) {
        disk = Disk.thread("ggen announce files", QUEUE);
        Clock clock = Clock.systemUTC();
        Surroundings around = new Surroundings(
                host,
                values,
                contents,
                pubsub,
                store,
                new OwnRecords(roles, store, clock),
                outbox,
                publishing,
                timers,
                disk,
                clock);
        announcer = new LiveAnnouncer(around);
        kept = new KeptAlive(around, () -> identity.publisherIfMade().map(PublicKey::id));
    }

    @Deactivate
    void close() {
        kept.close();
        announcer.close();
        timers.close();
        disk.shutdownNow();
    }

    @Override
    public CompletionStage<Receipt> announce(Outbox.Entry entry, Duration within, Consumer<Receipt> progress) {
        return announcer.announce(entry, within, progress);
    }

    @Override
    public void nudge() {
        announcer.nudge();
    }

    @Override
    public String name() {
        return announcer.name();
    }

    @Override
    public List<Fact> status() {
        return announcer.status();
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return announcer.about(peer);
    }
}
