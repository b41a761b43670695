package io.ggen.registry.p2p;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.Refusal;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Selector;
import io.ggen.records.Signed;
import io.ggen.records.Verdict;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A catalogue in memory, which keeps its promises and has one quota: how many releases strangers may bring. */
final class MemoryRecords implements RecordStore {
    private final Map<RecordId, Signed<?>> all = new LinkedHashMap<>();
    private final Map<String, Signed<HeadRecord>> heads = new TreeMap<>();
    private final List<Fork> forks = new ArrayList<>();
    private final List<PackageName> changed = new ArrayList<>();
    final List<Origin> origins = new ArrayList<>();
    int roomForStrangers = Integer.MAX_VALUE;
    String broken = "";

    private void check() {
        if (!broken.isEmpty()) {
            throw Problem.of(broken + ".").asException();
        }
    }

    /** As if it had come in earlier. */
    MemoryRecords with(Signed<?>... records) {
        for (Signed<?> each : records) {
            take(each.toBytes(), Origin.HERE);
        }
        return this;
    }

    @Override
    public synchronized Taken take(byte[] envelope, Origin origin) {
        check();
        origins.add(origin);
        Opened<Signed<?>> opened = Records.open(envelope, Someone.NOON);
        if (opened.value().isEmpty()) {
            Refusal refusal = opened.refusal().orElseThrow();
            Taken.Outcome outcome =
                    refusal.verdict() == Verdict.REJECT ? Taken.Outcome.REJECTED : Taken.Outcome.IGNORED;
            return new Taken(outcome, null, refusal);
        }
        Signed<?> signed = opened.value().get();
        if (all.containsKey(signed.id())) {
            return new Taken(Taken.Outcome.KNOWN, signed, null);
        }
        if (!origin.isHere() && roomForStrangers <= 0) {
            return new Taken(Taken.Outcome.OVER_QUOTA, signed, null);
        }
        roomForStrangers -= origin.isHere() ? 0 : 1;
        return new Taken(keep(signed), signed, null);
    }

    private Taken.Outcome keep(Signed<?> signed) {
        Taken.Outcome outcome = Taken.Outcome.NEW;
        if (signed.payload() instanceof HeadRecord head) {
            Signed<HeadRecord> mine = head(signed);
            String key = head.publisher() + "/" + head.name();
            Signed<HeadRecord> seen = heads.get(key);
            Selector.Step step = seen == null ? Selector.Step.NEWER : Selector.step(mine, seen);
            if (step == Selector.Step.OLDER) {
                return Taken.Outcome.OLDER;
            }
            if (step == Selector.Step.NEWER) {
                heads.put(key, mine);
            }
            changed.add(head.name());
        }
        for (Signed<?> other : List.copyOf(all.values())) {
            Optional<Fork> fork = Fork.between(signed, other);
            if (fork.isPresent()) {
                forks.add(fork.get());
                outcome = Taken.Outcome.FORK;
            }
        }
        all.put(signed.id(), signed);
        if (signed.payload() instanceof ReleaseRecord release) {
            changed.add(release.name());
        }
        return outcome;
    }

    @SuppressWarnings("unchecked") // its payload is one
    private static Signed<HeadRecord> head(Signed<?> signed) {
        return (Signed<HeadRecord>) signed;
    }

    @SuppressWarnings("unchecked") // its payload is one
    private static Signed<ReleaseRecord> release(Signed<?> signed) {
        return (Signed<ReleaseRecord>) signed;
    }

    private List<Signed<ReleaseRecord>> all(PublisherId publisher, PackageName name) {
        List<Signed<ReleaseRecord>> found = new ArrayList<>();
        for (Signed<?> each : all.values()) {
            if (each.payload() instanceof ReleaseRecord release
                    && release.name().equals(name)
                    && release.publisher().equals(publisher)) {
                found.add(release(each));
            }
        }
        found.sort((a, b) -> {
            int order = b.payload().version().compareTo(a.payload().version());
            return order != 0 ? order : a.id().compareTo(b.id());
        });
        return found;
    }

    @Override
    public synchronized Optional<byte[]> envelope(RecordId id) {
        return Optional.ofNullable(all.get(id)).map(Signed::toBytes);
    }

    @Override
    public synchronized boolean isSeen(RecordId id) {
        check();
        return all.containsKey(id);
    }

    @Override
    public synchronized List<PublisherId> publishers(PackageName name) {
        check();
        Set<PublisherId> publishers = new TreeSet<>();
        for (Signed<?> each : all.values()) {
            boolean isAbout = each.payload() instanceof ReleaseRecord release
                            && release.name().equals(name)
                    || each.payload() instanceof HeadRecord head && head.name().equals(name);
            if (isAbout) {
                publishers.add(each.publisher());
            }
        }
        return publishers.stream().limit(1000).toList();
    }

    @Override
    public synchronized Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name) {
        check();
        return Optional.ofNullable(heads.get(publisher + "/" + name));
    }

    @Override
    public synchronized List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name) {
        check();
        List<Signed<ReleaseRecord>> found = all(publisher, name);
        for (Fork fork : forks) {
            found.removeIf(each -> each.id().equals(fork.first().id())
                    || each.id().equals(fork.second().id()));
        }
        return found;
    }

    @Override
    public synchronized Optional<Signed<ReleaseRecord>> release(
            PublisherId publisher, PackageName name, Version version) {
        check();
        return all(publisher, name).stream()
                .filter(each -> each.payload().version().equals(version))
                .findFirst();
    }

    @Override
    public synchronized Optional<Signed<RevocationRecord>> revocation(PublisherId publisher) {
        check();
        for (Signed<?> each : all.values()) {
            if (each.payload() instanceof RevocationRecord && each.publisher().equals(publisher)) {
                @SuppressWarnings("unchecked") // its payload is one
                Signed<RevocationRecord> found = (Signed<RevocationRecord>) each;
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized List<Fork> forks(PublisherId publisher, PackageName name) {
        check();
        return forks.stream()
                .filter(fork -> fork.first().publisher().equals(publisher))
                .toList();
    }

    @Override
    public synchronized Optional<Signed<ReleaseRecord>> withArchive(Digest sha256) {
        check();
        for (Signed<?> each : all.values()) {
            if (each.payload() instanceof ReleaseRecord release
                    && release.archive().sha256().equals(sha256)) {
                return Optional.of(release(each));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SyncSet syncSet() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Changes changesSince(long cursor) {
        check();
        int from = (int) Math.min(cursor, changed.size());
        return new Changes(cursor == 0, Set.copyOf(changed.subList(from, changed.size())), changed.size());
    }

    @Override
    public Counts counts() {
        throw new UnsupportedOperationException();
    }
}
