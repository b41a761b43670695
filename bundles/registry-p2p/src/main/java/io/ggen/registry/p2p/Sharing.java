package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.MarketplaceListener.Committed;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.records.store.RecordStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets peers know that this host has what is installed here: it serves the archives of packages that the network knows, and
 * answers for their names. From the start of the network on, and behind each commit. All of it runs on the lane.
 */
final class Sharing {
    private final ContentRouting routing;
    private final RecordStore store;
    private final Supplier<List<Lock>> installed;
    private final Predicate<Digest> held;
    private final Limits limits;
    private final Timers lane;
    private final Map<Digest, PackageName> archives = new HashMap<>();
    private final Set<PackageName> names = new HashSet<>();
    private final Deque<Digest> toTell = new ArrayDeque<>();
    private int open;

    /**
     * How much is shared.
     *
     * @param archives how many archives are announced, and as many names
     * @param atOnce how many are announced at the same time
     * @param within how long one announcement may take
     */
    record Limits(int archives, int atOnce, Duration within) {
        /** As in the README. */
        static final Limits DEFAULT = new Limits(10_000, 4, Duration.ofSeconds(60));
    }

    /**
     * Shares nothing yet.
     *
     * @param installed the locks of all targets now
     * @param held whether somebody here has an archive
     */
    Sharing(
            ContentRouting routing,
            RecordStore store,
            Supplier<List<Lock>> installed,
            Predicate<Digest> held,
            Limits limits,
            Timers lane) {
        this.routing = routing;
        this.store = store;
        this.installed = installed;
        this.held = held;
        this.limits = limits;
        this.lane = lane;
    }

    /** The network has come up: all that is installed is kept known, each when it is due. */
    void start() {
        lane.execute(() -> {
            for (Lock lock : locks()) {
                for (Lock.Entry entry : lock.packages().values()) {
                    share(entry, false);
                }
            }
        });
    }

    /** A target has changed: what is new there is told at once. */
    void committed(Committed event) {
        lane.execute(() -> {
            for (Lock.Entry entry : event.now().packages().values()) {
                share(entry, true);
            }
            forget(event);
        });
    }

    private List<Lock> locks() {
        try {
            return installed.get();
        } catch (ProblemException e) {
            return List.of(); // a target that cannot be read is told about elsewhere
        }
    }

    private void share(Lock.Entry entry, boolean atOnce) {
        boolean isSigned = !entry.publisher().isLocal() && entry.integrity().algorithm() == Digest.Algorithm.SHA256;
        boolean isFull = archives.size() >= limits.archives() || names.size() >= limits.archives();
        if (!isSigned || isFull || !isKnown(entry)) {
            return;
        }
        if (held.test(entry.integrity()) && archives.putIfAbsent(entry.integrity(), entry.name()) == null) {
            tell(entry.integrity(), atOnce);
        }
        if (names.add(entry.name())) {
            tell(Lookup.key(entry.name()), atOnce);
        }
    }

    /** Whether the network knows of it: what was published or imported for this machine alone stays here. */
    private boolean isKnown(Lock.Entry entry) {
        try {
            return store.release(entry.publisher(), entry.name(), entry.version())
                    .isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private void tell(Digest content, boolean atOnce) {
        if (!atOnce) {
            routing.keep(content);
            return;
        }
        toTell.add(content);
        tellNext();
    }

    private void tellNext() {
        while (open < limits.atOnce() && !toTell.isEmpty()) {
            open++;
            routing.provide(toTell.remove(), limits.within())
                    .whenComplete((told, problem) -> lane.execute(() -> {
                        open--;
                        tellNext();
                    }));
        }
    }

    /** What is gone from everywhere is offered no more, unless somebody here still has it. */
    private void forget(Committed event) {
        Set<Digest> gone = new LinkedHashSet<>();
        for (Lock.Entry entry : event.before().packages().values()) {
            if (archives.containsKey(entry.integrity())) {
                gone.add(entry.integrity());
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        for (Lock lock : locks()) {
            for (Lock.Entry entry : lock.packages().values()) {
                gone.remove(entry.integrity());
            }
        }
        gone.removeIf(held);
        for (Digest each : gone) {
            archives.remove(each);
            routing.withdraw(each);
        }
    }
}
