package io.ggen.fetch;

import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.records.ArchiveTree;
import io.ggen.records.LeafHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked for which leaves. Fast peers get more, at the end also what slower ones were asked for; what does not come is
 * given to others long before its stream is reset. For one lane.
 */
final class Dispatch {
    static final Duration PROGRESS_WITHIN = Duration.ofSeconds(30);

    /** Leaves that have not come for so long are given to others, if the peer has not always been that slow. */
    private static final long OVERDUE_NANOS = 3_000_000_000L;

    private static final long OVERDUE_AT_MOST_NANOS = 8_000_000_000L;
    private static final long CHOKED_NANOS = 10_000_000_000L;
    private static final double CHOKED_BELOW = 0.25;
    private static final double LEAF = ArchiveTree.LEAF;
    private static final double SLOW = 256 * 1024;
    private static final double FAST = 2 * 1024 * 1024;
    private static final int DEEPEST = 4;
    private static final int FIRST_LEAVES = 4;
    private static final double SECONDS_AT_ONCE = 0.5;
    private static final int MOST_LIES = 2;
    /** How long a peer that has sent nothing yet is thought to take for what another one owes. */
    private static final double NEWCOMER_SECONDS = 0.5;

    private final Parts parts;
    private final Transfer transfer;
    private final Swarm swarm;
    private final LeafHashes leaves;
    private final Partial partial;
    private final Work work;
    private final Sums sums;
    /** Where this transfer begins when several peers send: others begin elsewhere, so that they can give to each other. */
    private final int from;

    private boolean doubling;

    Dispatch(Parts parts, Transfer transfer, Swarm swarm, LeafHashes leaves, Partial partial, Work work) {
        this.parts = parts;
        this.transfer = transfer;
        this.swarm = swarm;
        this.leaves = leaves;
        this.partial = partial;
        this.work = work;
        this.sums = new Sums(leaves.count());
        int spans = (leaves.count() + Request.MOST_LEAVES - 1) / Request.MOST_LEAVES;
        this.from = spans < 2 ? 0 : parts.random().nextInt(spans) * Request.MOST_LEAVES;
    }

    LeafHashes leaves() {
        return leaves;
    }

    Sums sums() {
        return sums;
    }

    Work work() {
        return work;
    }

    Partial partial() {
        return partial;
    }

    /** Asks whoever has time for leaves. */
    void handOut(long now) {
        List<Sender> ready = new ArrayList<>();
        for (Sender sender : swarm.senders()) {
            if (sender.canBeAsked(now) && sender.told && !sender.stalled) {
                ready.add(sender);
            }
        }
        ready.sort(Comparator.comparingDouble((Sender sender) -> -sender.pace.perSecond(now)));
        double least = CHOKED_BELOW * median(ready, now);
        boolean fastOnesWork = false;
        for (Sender sender : ready) {
            if (!isSlow(sender, least, now)) {
                give(sender, depth(sender, now), size(sender, now), ready.size(), now);
                fastOnesWork |= !sender.errands.isEmpty();
            }
        }
        for (Sender sender : ready) {
            if (isSlow(sender, least, now)) {
                if (!fastOnesWork) {
                    give(sender, 1, size(sender, now), ready.size(), now);
                } else if (now >= sender.chokedUntil) {
                    sender.chokedUntil = now + CHOKED_NANOS;
                    give(sender, 1, 1, ready.size(), now);
                }
            }
        }
    }

    private static double median(List<Sender> byPace, long now) {
        List<Double> known = new ArrayList<>();
        for (Sender sender : byPace) {
            if (sender.pace.isKnown()) {
                known.add(sender.pace.perSecond(now));
            }
        }
        return known.size() < 2 ? 0 : known.get((known.size() - 1) / 2);
    }

    private static boolean isSlow(Sender sender, double least, long now) {
        return sender.pace.isKnown() && sender.pace.perSecond(now) < least;
    }

    /** How many requests a peer may have at a time. */
    private static int depth(Sender sender, long now) {
        double pace = sender.pace.perSecond(now);
        if (!sender.pace.isKnown() || (pace >= SLOW && pace < FAST)) {
            return 2;
        }
        return pace < SLOW ? 1 : DEEPEST;
    }

    /** How many leaves a request is for: what takes half a second. */
    private static int size(Sender sender, long now) {
        if (!sender.pace.isKnown()) {
            return FIRST_LEAVES;
        }
        double leaves = sender.pace.perSecond(now) * SECONDS_AT_ONCE / LEAF;
        return (int) Math.max(1, Math.min(Request.MOST_LEAVES, leaves));
    }

    private void give(Sender sender, int depth, int size, int peers, long now) {
        while (sender.errands.size() < depth && sender.state == Sender.State.READY) {
            Span span = work.next(sender.held, size, peers > 1 ? from : 0);
            if (span == null) {
                span = another(sender, now);
            }
            if (span == null || !parts.lines().take(sender.peer)) {
                return;
            }
            send(sender, span, now);
        }
    }

    /** At the end: what somebody slower was asked for, if {@code sender} would be done with it in half the time. */
    private @Nullable Span another(Sender sender, long now) {
        double mine = sender.pace.perSecond(now);
        Errand slowest = null;
        Span best = null;
        double longest = 0;
        for (Sender other : swarm.senders()) {
            for (Errand errand : other.errands) {
                Span missing = other == sender || errand.doubled || errand.released
                        ? null
                        : work.missing(errand.span, sender.held);
                if (missing != null) {
                    double time = other.pace.isKnown()
                            ? missing.count() * LEAF / Math.max(1, other.pace.perSecond(now))
                            : (now - errand.began) / 1e9;
                    double own = sender.pace.isKnown() ? missing.count() * LEAF / mine : NEWCOMER_SECONDS;
                    if (time > 2 * own + 0.05 && time > longest) {
                        slowest = errand;
                        best = missing;
                        longest = time;
                    }
                }
            }
        }
        if (slowest != null) {
            slowest.doubled = true;
            doubling = true;
        }
        return best;
    }

    private void send(Sender sender, Span span, long now) {
        work.ask(span);
        if (sender.errands.isEmpty()) {
            sender.pace.busy(true, now);
        }
        Request request = Request.data(transfer.wanted().sha256(), span);
        Errand errand = new Errand(sender, span, Ask.send(parts.host(), sender.peer, request, PROGRESS_WITHIN), now);
        sender.errands.add(errand);
        errand.ask.answer().whenCompleteAsync((answer, failure) -> answered(errand, answer, failure), parts.lane());
    }

    private void answered(Errand errand, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            end(errand, failure, false);
            return;
        }
        if (errand.cancelled) {
            answer.stream().reset("it is not needed any more");
            end(errand, null, false);
            return;
        }
        if (answer.header().status() == Header.Status.NOT_FOUND
                && errand.sender.told
                && leaves.count() > FIRST_LEAVES) {
            answer.stream().close();
            lied(errand.sender);
            end(errand, null, true);
            return;
        }
        if (!transfer.accepts(errand.sender, answer)) {
            end(errand, null, true);
            return;
        }
        answer.leaves(leaves, errand.span, PROGRESS_WITHIN, came -> put(errand, came))
                .whenCompleteAsync((came, wrong) -> finished(errand, answer, came, wrong), parts.lane());
    }

    /** It does not have what it said: it may say again. */
    private void lied(Sender sender) {
        sender.lies++;
        sender.told = false;
        if (sender.lies >= MOST_LIES) {
            swarm.drop(sender, Why.ABSENT, sender.offered ? Outcome.FAILED : null);
        }
    }

    private CompletionStage<Boolean> put(Errand errand, List<Answer.Leaf> came) {
        return CompletableFuture.supplyAsync(
                () -> {
                    int right = 0;
                    try {
                        while (right < came.size() && partial.put(came.get(right))) {
                            right++;
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        List<Answer.Leaf> whole = came.subList(0, right);
                        parts.lane().execute(() -> whole.forEach(leaf -> arrived(errand, leaf.index(), leaf.length())));
                    }
                    return right == came.size();
                },
                parts.files());
    }

    private void arrived(Errand errand, int leaf, int length) {
        long now = parts.lane().now();
        Sender sender = errand.sender;
        errand.latest = now;
        errand.came++;
        sender.stalled = false;
        sender.pace.got(length, now);
        parts.tally().received(sender.peer, length);
        if (work.arrived(leaf)) {
            if (doubling) {
                cancelNeedless();
            }
            transfer.arrived(length);
        }
    }

    private void cancelNeedless() {
        for (Sender sender : swarm.senders()) {
            for (Errand errand : sender.errands) {
                if (errand.came < errand.span.count() && work.missing(errand.span, null) == null) {
                    errand.cancelled = true;
                    errand.ask.cancel("it is not needed any more");
                }
            }
        }
    }

    private void finished(Errand errand, Answer answer, @Nullable Integer came, @Nullable Throwable wrong) {
        Sender sender = errand.sender;
        if (wrong == null && came != null) {
            if (came == 0 && errand.span.count() > 0) {
                swarm.drop(sender, Why.BROKE, Outcome.FAILED);
            } else {
                parts.standing().record(sender.peer, Outcome.SERVED);
                sender.failures = 0;
                sender.busy = 0;
                if (came < errand.span.count()) {
                    sender.told = false;
                }
            }
            end(errand, null, true);
            return;
        }
        Throwable cause = wrong instanceof CompletionException && wrong.getCause() != null ? wrong.getCause() : wrong;
        answer.stream().reset("the answer was not good");
        if (cause instanceof Answer.Forged) {
            swarm.drop(sender, Why.FORGED, Outcome.FORGED);
            end(errand, null, true);
        } else if (cause instanceof UncheckedIOException disk) {
            end(errand, null, true);
            transfer.failOnDisk(disk.getCause());
        } else {
            end(errand, cause, true);
        }
    }

    private void end(Errand errand, @Nullable Throwable failure, boolean begun) {
        Sender sender = errand.sender;
        parts.lines().give(sender.peer);
        sender.errands.remove(errand);
        if (!errand.released) {
            work.release(errand.span);
            errand.released = true;
        }
        if (sender.errands.isEmpty()) {
            sender.pace.busy(false, parts.lane().now());
            sender.stalled = false;
        }
        if (failure != null && !errand.cancelled) {
            swarm.failed(sender, failure, begun);
        }
        transfer.streamEnded();
    }

    /** Gives to others what is overdue, and asks those who have only a part whether it has grown. */
    void tick(long now) {
        for (Sender sender : swarm.senders()) {
            for (Errand errand : sender.errands) {
                if (!errand.released && now - errand.latest > overdue(sender, now)) {
                    work.release(errand.span);
                    errand.released = true;
                    if (!sender.stalled) {
                        sender.stalled = true;
                        parts.standing().record(sender.peer, Outcome.FAILED);
                    }
                }
            }
            if (sender.held != null && sender.errands.isEmpty() && sender.asking == null) {
                sender.told = false;
            }
        }
    }

    private static long overdue(Sender sender, long now) {
        double leafNanos = sender.pace.isKnown() ? LEAF * 1e9 / Math.max(1, sender.pace.perSecond(now)) : 0;
        return (long) Math.min(OVERDUE_AT_MOST_NANOS, Math.max(OVERDUE_NANOS, 4 * leafNanos));
    }

    /** Which leaves are here. */
    BitSet here() {
        return work.here();
    }
}
