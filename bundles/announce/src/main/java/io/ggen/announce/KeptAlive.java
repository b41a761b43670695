package io.ggen.announce;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Keeps what this user published findable after a restart: heads and the latest release of each package are put again when
 * due, all archives are provided, and heads that would soon expire are signed anew (GGEN-WIRE section 3).
 */
final class KeptAlive {
    /** The most releases of one's own that are kept alive. */
    static final int MOST = 10_000;

    /** How often heads are looked at. */
    static final Duration LOOK = Duration.ofHours(12);

    private static final int PAGE = 500;

    private final Surroundings around;
    private final Supplier<Optional<PublisherId>> own;
    private volatile boolean closed;

    KeptAlive(Surroundings around, Supplier<Optional<PublisherId>> own) {
        this.around = around;
        this.own = own;
        look();
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            around.disk().execute(this::keep);
        } catch (RejectedExecutionException e) {
            System.getLogger(KeptAlive.class.getName()).log(Level.DEBUG, "Too much to do", e);
        }
        around.timers().schedule(LOOK, this::look);
    }

    private void keep() {
        try {
            Optional<PublisherId> publisher = own.get();
            if (publisher.isPresent()) {
                keep(publisher.get());
            }
        } catch (ProblemException e) {
            System.getLogger(KeptAlive.class.getName())
                    .log(Level.WARNING, e.problem().message());
        }
    }

    private void keep(PublisherId publisher) {
        Map<PackageName, Signed<ReleaseRecord>> latest = new TreeMap<>();
        Map<PackageName, Signed<HeadRecord>> heads = new TreeMap<>();
        Optional<RecordId> after = Optional.empty();
        int seen = 0;
        boolean more = true;
        while (more && !closed) {
            List<RecordId> page = around.store().byPublisher(publisher, after, PAGE);
            for (RecordId id : page) {
                around.store()
                        .envelope(id)
                        .flatMap(bytes ->
                                Records.open(bytes, around.clock().instant()).value())
                        .ifPresent(record -> sort(record, latest, heads));
            }
            seen += page.size();
            more = page.size() == PAGE && seen < MOST;
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        }
        heads.values().forEach(this::put);
        latest.values().forEach(this::put);
        for (PackageName name : latest.keySet()) {
            around.contents().keep(Tell.nameKey(name));
        }
        renew(heads);
    }

    private void sort(
            Signed<?> record,
            Map<PackageName, Signed<ReleaseRecord>> latest,
            Map<PackageName, Signed<HeadRecord>> heads) {
        if (record.payload() instanceof ReleaseRecord release) {
            around.contents().keep(release.archive().sha256());
            Signed<ReleaseRecord> known = latest.get(release.name());
            if (known == null || known.payload().version().compareTo(release.version()) < 0) {
                latest.put(release.name(), cast(record));
            }
        } else if (record.payload() instanceof HeadRecord head) {
            heads.put(head.name(), cast(record));
        }
    }

    @SuppressWarnings("unchecked") // the payload was looked at
    private static <P extends io.ggen.records.Payload> Signed<P> cast(Signed<?> record) {
        return (Signed<P>) record;
    }

    private void put(Signed<?> record) {
        around.values().keep(record.payload().valueKey().bytes(), record.toBytes());
    }

    private void renew(Map<PackageName, Signed<HeadRecord>> heads) {
        Set<PackageName> old = new TreeSet<>();
        for (Map.Entry<PackageName, Signed<HeadRecord>> each : heads.entrySet()) {
            HeadRecord head = each.getValue().payload();
            Duration left = Duration.between(around.clock().instant(), head.expires());
            if (left.compareTo(HeadRecord.LONGEST_LIFE.dividedBy(2)) < 0) {
                old.add(each.getKey());
            }
        }
        if (!old.isEmpty()) {
            around.publishing().renewHeads(old);
        }
    }

    void close() {
        closed = true;
    }
}
