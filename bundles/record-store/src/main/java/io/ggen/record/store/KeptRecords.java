package io.ggen.record.store;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import io.ggen.records.Verdict;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordListener;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The records of a home: what comes is checked here, outside of all locks, and then kept in the {@link Vault}. */
final class KeptRecords implements RecordStore, AutoCloseable {
    private static final Changes NO_STORE = new Changes(true, Set.of(), 0);
    private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    private final Vault vault;
    private final Clock clock;
    private final Supplier<? extends Iterable<RecordListener>> listeners;

    KeptRecords(Vault vault, Clock clock, Supplier<? extends Iterable<RecordListener>> listeners) {
        this.vault = vault;
        this.clock = clock;
        this.listeners = listeners;
    }

    @Override
    public Taken take(byte[] envelope, Origin origin) {
        Opened<Signed<?>> opened = Records.open(envelope, clock.instant());
        if (opened instanceof Opened.Refused<Signed<?>> refused) {
            boolean isWrong = refused.why().verdict() == Verdict.REJECT;
            return new Taken(isWrong ? Taken.Outcome.REJECTED : Taken.Outcome.IGNORED, null, refused.why());
        }
        return take(((Opened.Accepted<Signed<?>>) opened).opened(), origin);
    }

    @Override
    public Taken take(Signed<?> record, Origin origin) {
        Taken taken = new Taken(vault.write(store -> store.take(record, origin)), record, null);
        if (taken.isNews()) {
            for (RecordListener listener : listeners.get()) {
                tell(listener, taken, origin);
            }
        }
        return taken;
    }

    private static void tell(RecordListener listener, Taken taken, Origin origin) {
        try {
            listener.taken(taken, origin);
        } catch (RuntimeException e) {
            System.getLogger(KeptRecords.class.getName())
                    .log(System.Logger.Level.WARNING, "Somebody who hears of records failed", e);
        }
    }

    @Override
    public Optional<byte[]> envelope(RecordId id) {
        return vault.read(Optional.empty(), store -> store.reading.envelope(id));
    }

    @Override
    public boolean isSeen(RecordId id) {
        return vault.read(false, store -> store.isSeen(id));
    }

    @Override
    public List<PublisherId> publishers(PackageName name) {
        return vault.read(List.of(), store -> store.reading.publishers(name));
    }

    @Override
    public Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name) {
        return read(publisher, Optional.empty(), (store, key) -> store.head(key, name));
    }

    @Override
    public List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name) {
        return read(publisher, List.of(), (store, key) -> store.releases(key, name));
    }

    @Override
    public Optional<Signed<ReleaseRecord>> release(PublisherId publisher, PackageName name, Version version) {
        return read(publisher, Optional.empty(), (store, key) -> store.release(key, name, version));
    }

    @Override
    public Optional<Signed<RevocationRecord>> revocation(PublisherId publisher) {
        return read(publisher, Optional.empty(), Reading::revocation);
    }

    @Override
    public List<Fork> forks(PublisherId publisher, PackageName name) {
        return read(publisher, List.of(), (store, key) -> store.forks(key, name));
    }

    @Override
    public Optional<Signed<ReleaseRecord>> withArchive(Digest sha256) {
        return sha256.algorithm() == Digest.Algorithm.SHA256
                ? vault.read(Optional.empty(), store -> store.reading.withArchive(sha256))
                : Optional.empty();
    }

    @Override
    public List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most) {
        return read(publisher, List.of(), (store, key) -> store.byPublisher(key, after, most));
    }

    @Override
    public SyncSet syncSet() {
        return vault.read(ItemSnapshot.EMPTY, store -> store.shelf.items());
    }

    @Override
    public Changes changesSince(long cursor) {
        return vault.read(NO_STORE, store -> store.shelf.changes.since(cursor));
    }

    @Override
    public Counts counts() {
        return vault.read(NOTHING, OpenStore::counts);
    }

    /** Asks about a publisher; there is nothing of one whose id is no key. */
    private <T> T read(PublisherId publisher, T nothing, BiFunction<Reading, byte[], T> question) {
        Optional<byte[]> key = Keys.publisher(publisher);
        return key.isEmpty() ? nothing : vault.read(nothing, store -> question.apply(store.reading, key.get()));
    }

    @Override
    public void close() {
        vault.close();
    }
}
