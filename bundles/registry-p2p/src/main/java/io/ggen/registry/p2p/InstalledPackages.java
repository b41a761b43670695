package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.ProblemException;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.registry.HeldContent;
import io.ggen.p2p.api.SystemTimers;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.records.store.RecordStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@link Sharing} in a framework: there as long as a network runs. */
@Component(service = MarketplaceListener.class, immediate = true)
public final class InstalledPackages implements MarketplaceListener {
    private final Marketplace marketplace;
    private final SystemTimers lane = new SystemTimers("ggen sharing");
    private final List<HeldContent> holders = new CopyOnWriteArrayList<>();
    private final Sharing sharing;

    /** Shares nothing yet. */
    @Activate
    public InstalledPackages(
            @Reference ContentRouting routing, @Reference RecordStore store, @Reference Marketplace marketplace) {
        this.marketplace = marketplace;
        this.sharing = new Sharing(routing, store, this::locks, this::isHeld, Sharing.Limits.DEFAULT, lane);
    }

    /** Begins, once everybody who holds something is known. */
    @Activate
    void start() {
        sharing.start();
    }

    /** Shares nothing new any more. */
    @Deactivate
    void close() {
        lane.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHolder(HeldContent holder) {
        holders.add(holder);
    }

    void removeHolder(HeldContent holder) {
        holders.remove(holder);
    }

    @Override
    public void committed(Committed event) {
        sharing.committed(event);
    }

    private List<Lock> locks() {
        List<Lock> locks = new ArrayList<>();
        for (Path target : marketplace.targets()) {
            try {
                locks.add(marketplace.installed(target).lock());
            } catch (ProblemException e) {
                System.getLogger(InstalledPackages.class.getName())
                        .log(System.Logger.Level.DEBUG, "Nothing of " + target + " is shared", e);
            }
        }
        return locks;
    }

    private boolean isHeld(Digest sha256) {
        for (HeldContent each : holders) {
            if (each.file(sha256).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
