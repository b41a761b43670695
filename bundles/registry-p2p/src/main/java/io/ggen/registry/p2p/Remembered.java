package io.ggen.registry.p2p;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Listing;
import io.ggen.records.Dependencies;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the catalogue of records says about names, as registries say it. Fails as the store does. */
final class Remembered {
    private static final Comparator<Release> NEWEST_FIRST =
            Comparator.comparing(Release::version).reversed();

    private final RecordStore store;
    private final P2pLimits limits;

    Remembered(RecordStore store, P2pLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    /** All that is known of {@code name}, that of {@code first} first where there is too much. */
    Answer about(PackageName name, Set<PublisherId> first) {
        List<Release> releases = new ArrayList<>();
        List<Answer.Withheld> withheld = new ArrayList<>();
        for (PublisherId publisher : publishers(name, first)) {
            collect(publisher, name, releases, withheld);
        }
        releases.sort(NEWEST_FIRST);
        return releases.isEmpty() && withheld.isEmpty() ? Answer.ABSENT : new Answer.Found(releases, withheld);
    }

    /** Who has something of {@code name} here, {@code first} before all others. */
    Set<PublisherId> publishers(PackageName name, Set<PublisherId> first) {
        Set<PublisherId> publishers = new LinkedHashSet<>();
        add(first, publishers);
        add(store.publishers(name), publishers);
        return publishers;
    }

    private void add(Iterable<PublisherId> some, Set<PublisherId> publishers) {
        for (PublisherId each : some) {
            if (!each.isLocal() && publishers.size() < limits.publishers()) {
                publishers.add(each);
            }
        }
    }

    private void collect(
            PublisherId publisher, PackageName name, List<Release> releases, List<Answer.Withheld> withheld) {
        String ended = store.revocation(publisher).map(Remembered::ended).orElse("");
        Optional<HeadRecord> head = store.head(publisher, name).map(Signed::payload);
        for (Signed<ReleaseRecord> each : store.releases(publisher, name)) {
            if (releases.size() + withheld.size() >= limits.releases()) {
                return;
            }
            Release release = release(each.payload(), head);
            if (!ended.isEmpty()) {
                withheld.add(new Answer.Withheld(release, ended));
            } else if (each.payload().dependencies() instanceof Dependencies.Elsewhere) {
                withheld.add(new Answer.Withheld(
                        release, release.id() + " needs more packages than its record can name, and this ggen reads"));
            } else {
                releases.add(release);
            }
        }
        for (Fork fork : store.forks(publisher, name)) {
            for (Signed<?> side : List.of(fork.first(), fork.second())) {
                if (side.payload() instanceof ReleaseRecord record) {
                    withheld.add(new Answer.Withheld(release(record, head), fork.reason()));
                }
            }
        }
    }

    private static String ended(Signed<RevocationRecord> revocation) {
        return "The key of " + shown(revocation.publisher()) + " was revoked on "
                + revocation.payload().revoked();
    }

    private static String shown(PublisherId publisher) {
        return publisher + " (fingerprint " + PublicKey.ofId(publisher).fingerprint() + ")";
    }

    private static Release release(ReleaseRecord record, Optional<HeadRecord> head) {
        Release release =
                record.dependencies() instanceof Dependencies.Listed ? record.toRelease() : record.toRelease(List.of());
        return head.isEmpty() ? release : head.get().applyTo(release);
    }

    /** The signed record of just this release: of a fork, the side that it is. */
    Optional<Signed<ReleaseRecord>> signed(Release release) {
        if (release.publisher().isLocal()) {
            return Optional.empty();
        }
        Optional<Signed<ReleaseRecord>> found = store.release(release.publisher(), release.name(), release.version());
        if (found.isEmpty() || isOf(found.get().payload(), release)) {
            return found;
        }
        for (Fork fork : store.forks(release.publisher(), release.name())) {
            for (Signed<?> side : List.of(fork.first(), fork.second())) {
                if (side.payload() instanceof ReleaseRecord record && isOf(record, release)) {
                    return Optional.of(release(side));
                }
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // its payload was looked at
    private static Signed<ReleaseRecord> release(Signed<?> side) {
        return (Signed<ReleaseRecord>) side;
    }

    private static boolean isOf(ReleaseRecord record, Release release) {
        return record.version().equals(release.version())
                && record.archive().archive().equals(release.archive())
                && (!(record.dependencies() instanceof Dependencies.Listed listed)
                        || Set.copyOf(listed.dependencies()).equals(Set.copyOf(release.dependencies())));
    }

    /** The current head of a package. */
    Optional<Signed<HeadRecord>> head(PackageName name, PublisherId publisher) {
        return publisher.isLocal() ? Optional.empty() : store.head(publisher, name);
    }

    /** What the user should know before relying on {@code release}. */
    List<String> cautions(Release release, Instant now) {
        if (signed(release).isEmpty()) {
            return List.of();
        }
        List<String> cautions = new ArrayList<>();
        Optional<HeadRecord> head =
                store.head(release.publisher(), release.name()).map(Signed::payload);
        if (head.isPresent() && head.get().isExpired(now)) {
            cautions.add(Provenance.FRESHNESS_UNKNOWN + "what " + release.publisher()
                    + " said about yanked and deprecated versions" + " of " + release.name() + " held until "
                    + head.get().expires() + ".");
        }
        for (Fork fork : store.forks(release.publisher(), release.name())) {
            if (fork.first().payload() instanceof HeadRecord one
                    && fork.second().payload() instanceof HeadRecord other
                    && (head.isEmpty()
                            || Math.max(one.seq(), other.seq()) >= head.get().seq())) {
                String doubt = one.seq() == other.seq()
                        ? "Which versions are yanked is not certain: "
                        : "The publisher has gone back on a release: ";
                cautions.add(doubt + fork.reason() + ".");
            }
        }
        return cautions;
    }

    /** What there is to show of {@code name}, newest version first; nothing of what is withheld. */
    List<Listing> describe(PackageName name) {
        List<Listing> listings = new ArrayList<>();
        for (PublisherId publisher : publishers(name, Set.of())) {
            if (store.revocation(publisher).isPresent()) {
                continue;
            }
            Optional<HeadRecord> head = store.head(publisher, name).map(Signed::payload);
            List<Signed<ReleaseRecord>> releases = store.releases(publisher, name);
            for (Signed<ReleaseRecord> each : releases.subList(0, Math.min(limits.listed(), releases.size()))) {
                ReleaseRecord record = each.payload();
                listings.add(new Listing(
                        release(record, head),
                        record.title(),
                        record.description(),
                        record.category().isEmpty() ? List.of() : List.of(record.category()),
                        record.tags(),
                        List.of(),
                        record.author(),
                        record.license(),
                        record.published().toEpochMilli()));
            }
        }
        listings.sort((a, b) -> NEWEST_FIRST.compare(a.release(), b.release()));
        return listings;
    }
}
