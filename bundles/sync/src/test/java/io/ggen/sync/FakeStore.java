package io.ggen.sync;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.Payload;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import io.ggen.records.Verdict;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store in memory, without quotas; checks records as a real one does. */
class FakeStore implements RecordStore {
    private final Clock clock;
    private final Map<RecordId, Signed<?>> all = new TreeMap<>();
    private final Map<RecordId, byte[]> bytes = new HashMap<>();
    private final Set<RecordId> older = new HashSet<>();
    private final Map<PublisherId, Signed<RevocationRecord>> ended = new HashMap<>();
    private @Nullable ArraySet set;
    /** What is refused for a quota. */
    final Set<RecordId> tooMuch = new HashSet<>();

    int taken;
    int rejected;

    FakeStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Taken take(byte[] envelope, Origin origin) {
        taken++;
        Opened<Signed<?>> opened = Records.open(envelope, clock.instant());
        if (opened.refusal().isPresent()) {
            boolean isBad = opened.refusal().get().verdict() == Verdict.REJECT;
            rejected += isBad ? 1 : 0;
            return new Taken(
                    isBad ? Taken.Outcome.REJECTED : Taken.Outcome.IGNORED,
                    null,
                    opened.refusal().get());
        }
        Signed<?> record = opened.value().orElseThrow();
        return new Taken(put(record), record, null);
    }

    @Override
    public synchronized Taken take(Signed<?> record, Origin origin) {
        return new Taken(put(record), record, null);
    }

    /** Keeps a record that need not be checked again. */
    synchronized Taken.Outcome put(Signed<?> record) {
        if (all.containsKey(record.id())) {
            return Taken.Outcome.KNOWN;
        }
        if (tooMuch.contains(record.id())) {
            return Taken.Outcome.OVER_QUOTA;
        }
        Payload payload = record.payload();
        if (!(payload instanceof RevocationRecord) && ended.containsKey(payload.publisher())) {
            older.add(record.id());
            return Taken.Outcome.REVOKED;
        }
        if (payload instanceof HeadRecord head) {
            Optional<Signed<HeadRecord>> before = head(head.publisher(), head.name());
            if (before.isPresent()) {
                HeadRecord other = before.get().payload();
                boolean isNewer = head.seq() > other.seq()
                        || head.seq() == other.seq()
                                && record.id().compareTo(before.get().id()) < 0;
                if (!isNewer) {
                    older.add(record.id());
                    return Taken.Outcome.OLDER;
                }
                all.remove(before.get().id());
                older.add(before.get().id());
            }
        }
        if (payload instanceof RevocationRecord end) {
            ended.put(end.publisher(), cast(record));
        }
        all.put(record.id(), record);
        bytes.put(record.id(), record.toBytes());
        set = null;
        return Taken.Outcome.NEW;
    }

    @SuppressWarnings("unchecked")
    private static <P extends Payload> Signed<P> cast(Signed<?> record) {
        return (Signed<P>) record;
    }

    private <P extends Payload> List<Signed<P>> all(Class<P> kind) {
        List<Signed<P>> some = new ArrayList<>();
        for (Signed<?> record : all.values()) {
            if (kind.isInstance(record.payload())) {
                some.add(cast(record));
            }
        }
        return some;
    }

    synchronized Set<RecordId> ids() {
        return Set.copyOf(all.keySet());
    }

    @Override
    public synchronized Optional<byte[]> envelope(RecordId id) {
        return Optional.ofNullable(bytes.get(id));
    }

    @Override
    public synchronized boolean isSeen(RecordId id) {
        return all.containsKey(id) || older.contains(id) || tooMuch.contains(id);
    }

    @Override
    public synchronized List<PublisherId> publishers(PackageName name) {
        return all.values().stream()
                .filter(record -> record.payload() instanceof ReleaseRecord release
                        && release.name().equals(name))
                .map(Signed::publisher)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name) {
        return all(HeadRecord.class).stream()
                .filter(head -> head.payload().publisher().equals(publisher)
                        && head.payload().name().equals(name))
                .findAny();
    }

    @Override
    public synchronized List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name) {
        return all(ReleaseRecord.class).stream()
                .filter(release -> release.payload().publisher().equals(publisher)
                        && release.payload().name().equals(name))
                .sorted(Comparator.comparing((Signed<ReleaseRecord> release) ->
                                release.payload().version())
                        .reversed())
                .toList();
    }

    @Override
    public Optional<Signed<ReleaseRecord>> release(PublisherId publisher, PackageName name, Version version) {
        return releases(publisher, name).stream()
                .filter(release -> release.payload().version().equals(version))
                .findFirst();
    }

    @Override
    public synchronized Optional<Signed<RevocationRecord>> revocation(PublisherId publisher) {
        return Optional.ofNullable(ended.get(publisher));
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
    public synchronized List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most) {
        return all.values().stream()
                .filter(record -> record.publisher().equals(publisher))
                .map(Signed::id)
                .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized SyncSet syncSet() {
        ArraySet now = set;
        if (now == null) {
            List<SyncItem> items = new ArrayList<>();
            for (Signed<?> record : all.values()) {
                items.add(new SyncItem(secondsOf(record.payload()), record.id()));
            }
            now = new ArraySet(items);
            set = now;
        }
        return now;
    }

    private static long secondsOf(Payload payload) {
        if (payload instanceof ReleaseRecord release) {
            return release.published().getEpochSecond();
        }
        if (payload instanceof HeadRecord head) {
            return head.issued().getEpochSecond();
        }
        return ((RevocationRecord) payload).revoked().getEpochSecond();
    }

    @Override
    public Changes changesSince(long cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Counts counts() {
        return new Counts(all.size() - ended.size(), 0, ended.size(), 0, 0, 0, 0, 0);
    }
}
