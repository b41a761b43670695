package io.ggen.announce;

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
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A store in memory that knows as much as announcing asks. */
final class MapStore implements RecordStore {
    final Map<RecordId, Signed<?>> records = new TreeMap<>();
    final List<Origin> origins = new ArrayList<>();
    private final Clock clock;
    /** How many were opened here. */
    int opened;

    Taken.Outcome forNews = Taken.Outcome.NEW;

    MapStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Taken take(byte[] envelope, Origin origin) {
        opened++;
        Opened<Signed<?>> read = Records.open(envelope, clock.instant());
        if (read.refusal().isPresent()) {
            boolean reject = read.refusal().get().verdict() == Verdict.REJECT;
            return new Taken(
                    reject ? Taken.Outcome.REJECTED : Taken.Outcome.IGNORED,
                    null,
                    read.refusal().get());
        }
        return take(read.value().orElseThrow(), origin);
    }

    @Override
    public Taken take(Signed<?> record, Origin origin) {
        if (records.containsKey(record.id())) {
            return new Taken(Taken.Outcome.KNOWN, record, null);
        }
        if (forNews == Taken.Outcome.NEW) {
            records.put(record.id(), record);
            origins.add(origin);
        }
        return new Taken(forNews, record, null);
    }

    @Override
    public Optional<byte[]> envelope(RecordId id) {
        return Optional.ofNullable(records.get(id)).map(Signed::toBytes);
    }

    @Override
    public boolean isSeen(RecordId id) {
        return records.containsKey(id);
    }

    @Override
    public List<PublisherId> publishers(PackageName name) {
        throw new IllegalStateException("not asked");
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name) {
        return records.values().stream()
                .filter(each -> each.payload() instanceof HeadRecord head
                        && head.publisher().equals(publisher)
                        && head.name().equals(name))
                .map(each -> (Signed<HeadRecord>) each)
                .max((a, b) -> Long.compare(a.payload().seq(), b.payload().seq()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name) {
        return records.values().stream()
                .filter(each -> each.payload() instanceof ReleaseRecord release
                        && release.publisher().equals(publisher)
                        && release.name().equals(name))
                .map(each -> (Signed<ReleaseRecord>) each)
                .toList();
    }

    @Override
    public Optional<Signed<ReleaseRecord>> release(PublisherId publisher, PackageName name, Version version) {
        return releases(publisher, name).stream()
                .filter(each -> each.payload().version().equals(version))
                .findFirst();
    }

    @Override
    public Optional<Signed<RevocationRecord>> revocation(PublisherId publisher) {
        return Optional.empty();
    }

    @Override
    public List<Fork> forks(PublisherId publisher, PackageName name) {
        return List.of();
    }

    @Override
    public Optional<Signed<ReleaseRecord>> withArchive(Digest sha256) {
        return Optional.empty();
    }

    @Override
    public List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most) {
        return records.values().stream()
                .filter(each -> each.publisher().equals(publisher))
                .map(Signed::id)
                .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public SyncSet syncSet() {
        throw new IllegalStateException("not asked");
    }

    @Override
    public Changes changesSince(long cursor) {
        return new Changes(true, Set.of(), 0);
    }

    @Override
    public Counts counts() {
        return new Counts(records.size(), 0, 0, 0, 0, 0, 0, 0);
    }
}
