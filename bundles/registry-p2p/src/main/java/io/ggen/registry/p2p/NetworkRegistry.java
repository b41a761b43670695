package io.ggen.registry.p2p;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All hosts of the network as one registry: what the catalogue of signed records knows, and what peers tell when they are asked.
 * What peers tell goes through the catalogue, which verifies it; nothing else is ever answered. Without a catalogue it knows
 * nothing, and without a network it knows what is remembered.
 */
class NetworkRegistry implements BrowsableRegistry {
    static final String NAME = "network";

    /** So much before the deadline of whoever asks it answers, come what may. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private static final int LONGEST_REASON = 300;

    private final Supplier<@Nullable RecordStore> records;
    private final Reach reach;
    private final P2pLimits limits;
    private final Timers lane;
    private final Clock clock;

    /**
     * A registry.
     *
     * @param records gives the catalogue, if there is one; asked each time it is needed
     * @param lane where lookups run; may block on the disk
     */
    NetworkRegistry(Supplier<@Nullable RecordStore> records, Reach reach, P2pLimits limits, Timers lane, Clock clock) {
        this.records = records;
        this.reach = reach;
        this.limits = limits;
        this.lane = lane;
        this.clock = clock;
    }

    /** Why the catalogue cannot be used, as half a sentence. */
    static String reason(ProblemException e) {
        String message = Texts.onOneLine(e.problem().message());
        return Texts.shown(
                message.endsWith(".") ? message.substring(0, message.length() - 1) : message, LONGEST_REASON);
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        Map<PackageName, Set<PublisherId>> anybody = new HashMap<>();
        names.forEach(name -> anybody.put(name, Set.of()));
        Map<PackageName, Answer> known = remembered(anybody);
        anybody.keySet().removeIf(name -> known.get(name) instanceof Answer.Found);
        if (anybody.isEmpty()) {
            return CompletableFuture.completedFuture(known);
        }
        return refresh(anybody, deadline).thenApply(found -> {
            known.putAll(found);
            return known;
        });
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> remembered(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        return CompletableFuture.completedFuture(remembered(names));
    }

    private Map<PackageName, Answer> remembered(Map<PackageName, Set<PublisherId>> names) {
        RecordStore store = records.get();
        Map<PackageName, Answer> answers = new HashMap<>();
        names.forEach(
                (name, first) -> answers.put(name, store == null ? Answer.ABSENT : remembered(store, name, first)));
        return answers;
    }

    private Answer remembered(RecordStore store, PackageName name, Set<PublisherId> first) {
        try {
            return new Remembered(store, limits).about(name, first);
        } catch (ProblemException e) {
            return new Answer.Unavailable(reason(e));
        }
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> refresh(
            Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
        RecordStore store = records.get();
        if (store == null || names.isEmpty()) {
            return CompletableFuture.completedFuture(remembered(names));
        }
        long began = lane.now();
        Duration within = within(deadline);
        return reach.network(within)
                .thenCompose(network -> {
                    if (network.isEmpty()) {
                        return CompletableFuture.completedFuture(remembered(names));
                    }
                    Duration left = within.minusNanos(Math.min(within.toNanos(), lane.now() - began));
                    return new Lookups(network.get(), store, limits, lane, left, names)
                            .start()
                            .thenApply(failures -> told(store, names, failures));
                })
                .exceptionally(failure -> unavailable(names.keySet(), failure));
    }

    private static Duration within(Deadline deadline) {
        Duration left = deadline.left().minus(MARGIN);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Map<PackageName, Answer> told(
            RecordStore store, Map<PackageName, Set<PublisherId>> names, Map<PackageName, Optional<String>> failures) {
        Map<PackageName, Answer> answers = new HashMap<>();
        names.forEach((name, first) -> {
            Optional<String> failure = failures.getOrDefault(name, Optional.empty());
            answers.put(
                    name, failure.isPresent() ? new Answer.Unavailable(failure.get()) : remembered(store, name, first));
        });
        return answers;
    }

    private static Map<PackageName, Answer> unavailable(Set<PackageName> names, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ProblemException)) {
            cause = cause.getCause();
        }
        String why = cause instanceof ProblemException problem
                ? reason(problem)
                : Texts.shown(
                        Texts.onOneLine(
                                String.valueOf(NetworkException.of(failure).getMessage())),
                        LONGEST_REASON);
        Map<PackageName, Answer> answers = new HashMap<>();
        names.forEach(name -> answers.put(name, new Answer.Unavailable(why)));
        return answers;
    }

    /** Asks the catalogue; {@code otherwise} if there is none, or it cannot be used. */
    private <T> T ask(Function<Remembered, T> question, T otherwise) {
        RecordStore store = records.get();
        try {
            return store == null ? otherwise : question.apply(new Remembered(store, limits));
        } catch (ProblemException e) {
            return otherwise;
        }
    }

    @Override
    public List<Source> sources(Release release) {
        return ask(known -> known.signed(release), Optional.<Signed<ReleaseRecord>>empty())
                .map(record -> List.<Source>of(new NetworkSource(wanted(record.payload()), reach)))
                .orElse(List.of());
    }

    private static Wanted wanted(ReleaseRecord record) {
        ArchiveFacts archive = record.archive();
        return new Wanted(archive.sha256(), archive.size(), archive.root(), record.name() + "@" + record.version());
    }

    /** None: a manifest is content of its own, which nobody needs to install a package. */
    @Override
    public Optional<Manifest> manifest(Release release) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> record(Release release) {
        return ask(known -> known.signed(release).map(Signed::toBytes), Optional.empty());
    }

    @Override
    public Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return ask(known -> known.head(name, publisher).map(Signed::toBytes), Optional.empty());
    }

    @Override
    public List<String> cautions(Release release) {
        return ask(known -> known.cautions(release, clock.instant()), List.of());
    }

    @Override
    public boolean needsNetwork() {
        return true;
    }

    @Override
    public String location() {
        return "peers, and what they have told";
    }

    @Override
    public String id() {
        return NAME;
    }

    @Override
    public Changes changesSince(String cursor) {
        RecordStore store = records.get();
        try {
            if (store != null) {
                RecordStore.Changes changes = store.changesSince(number(cursor));
                return new Changes(changes.everything(), changes.names(), Long.toString(changes.cursor()));
            }
        } catch (ProblemException e) {
            // What the index has of it stays as it is.
        }
        return new Changes(false, Set.of(), cursor);
    }

    private static long number(String cursor) {
        try {
            return cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public List<Listing> describe(PackageName name) {
        return ask(known -> known.describe(name), List.of());
    }
}
