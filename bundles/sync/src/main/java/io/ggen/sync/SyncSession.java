package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.records.RecordId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One session that this host begins: learns which records the peer has and this host has not, and gets them. Bounded by round
 * trips, bytes of records and time; where one of these ends it, it tells where to go on. For the lane.
 */
final class SyncSession {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);

    /** How long before the end of its time a session begins nothing new. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    /** Revocations may bear any time; everything else at most five minutes from now. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private final Core core;
    private final PeerId peer;
    private final Optional<Cursor> cursor;
    private final Set<RecordId> claims;
    private final Set<RecordId> own = new HashSet<>();
    private final BodyQueue bodies;
    private final LongSupplier bytes;
    private final long end;
    private final List<RecordId> elsewhere = new ArrayList<>();
    private CompletionStage<Void> over = CompletableFuture.completedStage(null);
    private boolean talks;
    private int rounds;
    private long overhead;
    private long listed;

    /** One that goes on at {@code cursor}, or begins; {@code claims} are ids that other sessions are getting. */
    SyncSession(Core core, PeerId peer, Optional<Cursor> cursor, Set<RecordId> claims) {
        this.core = core;
        this.peer = peer;
        this.cursor = cursor;
        this.claims = claims;
        this.end = core.now() + core.limits.session().minus(SPARE).toNanos();
        BodyQueue queue = new BodyQueue(core, peer, core.limits.session(), this::isSpent);
        this.bodies = queue;
        this.bytes = () -> queue.tally().bytes();
    }

    private boolean isSpent() {
        return bytes.getAsLong() >= core.limits.recordBytes() || end - core.now() <= 0;
    }

    /** Completes, on the lane, however it went; fails with {@link NetworkException} if the peer or the way to it failed. */
    CompletionStage<Outcome> run() {
        CompletableFuture<Outcome> result = new CompletableFuture<>();
        core.host
                .open(peer, List.of(Core.SYNC), OPEN_WITHIN)
                .thenCompose(stream -> {
                    talks = true;
                    stream.deadline(core.limits.session());
                    return core.blocking(() -> new Initiator(core.store.syncSet(), spans(), core.limits.frame()))
                            .thenCompose(initiator -> reconcile(stream, initiator))
                            .whenComplete((done, failure) -> end(stream, failure));
                })
                .handleAsync(this::ended, core.timers)
                .thenCompose(Function.identity())
                .whenCompleteAsync(
                        (outcome, failure) -> {
                            claims.removeAll(own);
                            if (failure == null) {
                                if (outcome.tally().records() > 0) {
                                    core.praise(peer);
                                }
                                result.complete(outcome);
                            } else {
                                result.completeExceptionally(NetworkException.of(failure));
                            }
                        },
                        core.timers);
        return result;
    }

    /** What came so far; all of it once {@link #run} has completed, in whatever way. On the lane. */
    Tally tally() {
        return bodies.tally();
    }

    private void end(Stream stream, Throwable failure) {
        if (failure == null) {
            over = over(stream);
        } else {
            stream.reset("the sync failed");
        }
    }

    /**
     * Complete once the peer has ended its side as well, or does not within a while: it answers one session at a time, and would
     * refuse the next one until then.
     */
    private static CompletionStage<Void> over(Stream stream) {
        stream.deadline(SPARE);
        return stream.finish().thenCompose(done -> stream.read()).handle((bytes, failure) -> {
            stream.close();
            return null;
        });
    }

    /** Waits for the records that were asked for. */
    private CompletionStage<Outcome> ended(Initiator initiator, Throwable failure) {
        if (failure != null) {
            NetworkException why = talks ? core.judge(peer, failure) : NetworkException.of(failure);
            return bodies.drained().handle((done, other) -> why).thenCompose(CompletableFuture::failedFuture);
        }
        return bodies.drained()
                .thenCombineAsync(
                        over,
                        (done, ended) -> new Outcome(
                                bodies.tally(),
                                rounds,
                                overhead,
                                listed,
                                initiator.have(),
                                new Cursor(initiator.open(), rest())),
                        core.timers);
    }

    /** What was not asked for: for want of time or room, or since another session was getting it, and may have failed to. */
    private List<RecordId> rest() {
        List<RecordId> rest = new ArrayList<>(bodies.rest());
        rest.addAll(elsewhere);
        return rest;
    }

    private List<Span> spans() {
        if (cursor.isPresent()) {
            return cursor.get().open();
        }
        long now = core.clock.instant().getEpochSecond();
        Span ahead = new Span(Negentropy.bound(now + AHEAD.toSeconds()), Negentropy.INFINITY, Initiator.EXPLORED_DEPTH);
        return List.of(Span.of(0, Math.max(0, now - core.limits.lag().toSeconds())), ahead);
    }

    private CompletionStage<Initiator> reconcile(Stream stream, Initiator initiator) {
        return core.blocking(() -> unseen(cursor.map(Cursor::wanted).orElse(List.of())))
                .thenCompose(ids -> reconcile(stream, initiator, ids));
    }

    private CompletionStage<Initiator> reconcile(Stream stream, Initiator initiator, List<RecordId> ids) {
        Frames frames = new Frames(stream);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        core.timers.execute(() -> {
            want(ids);
            begun.complete(null);
        });
        return begun.thenCompose(done -> Steps.repeat(() -> round(frames, initiator)))
                .thenApply(done -> initiator);
    }

    /** One question and its answer; whether there is another. On the lane. */
    private CompletionStage<Boolean> round(Frames frames, Initiator initiator) {
        if (rounds == core.limits.rounds() || isSpent()) {
            return CompletableFuture.completedFuture(false);
        }
        return core.blocking(initiator::next).thenCompose(question -> {
            if (question.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            return ask(frames, question.get())
                    .thenCompose(answer -> core.blocking(() -> {
                        List<RecordId> ids = initiator.answer(answer);
                        listed += ids.size();
                        return unseen(ids);
                    }))
                    .thenComposeAsync(this::wanted, core.timers);
        });
    }

    private CompletionStage<byte[]> ask(Frames frames, byte[] question) {
        rounds++;
        overhead += question.length;
        return frames.write(question)
                .thenCompose(done -> Core.read(frames, core.limits.frame()))
                .thenApply(bytes -> {
                    byte[] answer = bytes.orElseThrow(
                            () -> new NetworkException(Reason.RESET, "The peer ended the sync without an answer."));
                    overhead += answer.length;
                    return answer;
                });
    }

    private List<RecordId> unseen(List<RecordId> ids) {
        List<RecordId> some = new ArrayList<>(ids.size());
        for (RecordId id : ids) {
            if (!core.store.isSeen(id)) {
                some.add(id);
            }
        }
        return some;
    }

    private CompletionStage<Boolean> wanted(List<RecordId> ids) {
        want(ids);
        // What was wrong with a request for records has been taken note of there.
        return bodies.below(core.limits.wanted() / 2)
                .thenApply(done -> true)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new NetworkException(
                        Reason.FAILED,
                        String.valueOf(NetworkException.of(failure).getMessage()))));
    }

    private void want(List<RecordId> ids) {
        List<RecordId> some = new ArrayList<>(ids.size());
        for (RecordId id : ids) {
            if (claims.add(id)) {
                own.add(id);
                some.add(id);
            } else if (!own.contains(id)) {
                elsewhere.add(id);
            }
        }
        bodies.add(some);
    }
}
