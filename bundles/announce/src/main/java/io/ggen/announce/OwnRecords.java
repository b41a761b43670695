package io.ggen.announce;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.records.HeadRecord;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the records of what was published on this machine: in its registries, else in the catalogue. May block on disk. */
final class OwnRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Roles roles;
    private final RecordStore store;
    private final Clock clock;

    OwnRecords(Roles roles, RecordStore store, Clock clock) {
        this.roles = roles;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What there is to tell.
     *
     * @param release null if none was asked for or none is here
     * @param head null if there is none
     */
    record Pair(
            @Nullable Signed<ReleaseRecord> release,
            @Nullable Signed<HeadRecord> head) {
        boolean isEmpty() {
            return release == null && head == null;
        }
    }

    Pair of(Outbox.Entry entry) {
        Signed<ReleaseRecord> release = null;
        Signed<HeadRecord> head = null;
        for (Pair here : roles.callAll(Registry.class, registry -> in(registry, entry))) {
            release = release == null ? here.release() : release;
            head = newer(head, here.head());
        }
        if (release == null && entry.version() != null) {
            release = store.release(entry.publisher(), entry.name(), entry.version())
                    .orElse(null);
        }
        head = newer(head, store.head(entry.publisher(), entry.name()).orElse(null));
        return new Pair(release, head);
    }

    private static @Nullable Signed<HeadRecord> newer(
            @Nullable Signed<HeadRecord> one, @Nullable Signed<HeadRecord> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.payload().seq() > one.payload().seq() ? other : one;
    }

    private Pair in(Registry registry, Outbox.Entry entry) throws CompletionException {
        if (registry.needsNetwork()) {
            return new Pair(null, null);
        }
        PublisherId publisher = entry.publisher();
        PackageName name = entry.name();
        Signed<HeadRecord> head = registry.head(name, publisher)
                .flatMap(envelope -> Records.openHead(envelope, clock.instant()).value())
                .filter(one -> one.publisher().equals(publisher)
                        && one.payload().name().equals(name))
                .orElse(null);
        Signed<ReleaseRecord> release = entry.version() == null
                ? null
                : release(registry, entry).map(one -> record(registry, one)).orElse(null);
        return new Pair(release, head);
    }

    private static Optional<Release> release(Registry registry, Outbox.Entry entry) {
        Answer answer = ask(registry, entry.name()).get(entry.name());
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                if (release.publisher().equals(entry.publisher())
                        && Objects.equals(entry.version(), release.version())) {
                    return Optional.of(release);
                }
            }
        }
        return Optional.empty();
    }

    private static Map<PackageName, Answer> ask(Registry registry, PackageName name) {
        try {
            return registry.releases(Set.of(name), Deadline.in(PATIENCE))
                    .toCompletableFuture()
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            System.getLogger(OwnRecords.class.getName())
                    .log(System.Logger.Level.DEBUG, "A registry did not say what it has of " + name, e);
            return Map.of();
        }
    }

    private @Nullable Signed<ReleaseRecord> record(Registry registry, Release release) {
        return registry.record(release)
                .flatMap(envelope ->
                        Records.openRelease(envelope, clock.instant()).value())
                .filter(one -> one.publisher().equals(release.publisher())
                        && one.payload().name().equals(release.name())
                        && one.payload().version().equals(release.version()))
                .orElse(null);
    }
}
