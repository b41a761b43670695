package io.ggen.fetch;

import io.ggen.api.files.DurableFiles;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Wanted;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.records.LeafHashes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One archive on its way, for all who want it. For one lane. */
final class Transfer {
    private static final int DIGEST_EVERY = 64;

    private final Parts parts;
    private final Wanted wanted;
    private final String name;
    private final Owner owner;
    private final List<Waiter> waiters = new ArrayList<>();
    private final Swarm swarm;
    private final Telling telling;
    private final Start start;
    private State state = State.WAITING;
    private @Nullable Dispatch dispatch;
    private Duration patience = Duration.ZERO;
    private long latest;
    private long done;
    private int digested;
    private boolean digesting;

    private enum State {
        WAITING,
        PREPARING,
        /** The leaf hashes are not known. */
        LISTLESS,
        /** A list is being checked. */
        ADOPTING,
        SENDING,
        FINISHING,
        OVER
    }

    private record Waiter(CompletableFuture<Path> result, FetchProgress progress) {}

    /** Who runs transfers. */
    interface Owner {
        /** A line has become free. */
        void streamEnded();

        /** {@code transfer} is over; {@code complete} if its archive is here. */
        void over(Transfer transfer, boolean complete);
    }

    Transfer(Parts parts, Wanted wanted, double minReputation, Owner owner) {
        this.parts = parts;
        this.wanted = wanted;
        this.name = Folder.name(wanted);
        this.owner = owner;
        this.swarm = new Swarm(parts, this, minReputation);
        this.telling = new Telling(parts, this, swarm);
        this.start = new Start(parts, wanted, name);
    }

    Wanted wanted() {
        return wanted;
    }

    String name() {
        return name;
    }

    /** Somebody who wants it. */
    void join(CompletableFuture<Path> result, FetchOptions options, FetchProgress progress) {
        Waiter waiter = new Waiter(result, progress);
        waiters.add(waiter);
        swarm.allow(options.minReputation());
        if (patience.compareTo(options.patience()) < 0) {
            patience = options.patience();
        }
        for (PeerAddresses peer : options.peers()) {
            swarm.add(peer, true);
        }
        CompletionStage<Path> ended = result;
        ended.whenComplete((path, failure) -> parts.lane().execute(() -> left(waiter)));
    }

    private void left(Waiter waiter) {
        waiters.remove(waiter);
        if (waiters.isEmpty() && state != State.OVER) {
            end(false);
        }
    }

    boolean isWaiting() {
        return state == State.WAITING;
    }

    /** Begins. {@code inUse} are the names of all transfers. */
    void start(Set<String> inUse) {
        state = State.PREPARING;
        latest = parts.lane().now();
        onDisk(() -> start.look(inUse), this::prepared);
        swarm.start();
    }

    private <T> void onDisk(Callable<T> work, BiConsumer<@Nullable T, @Nullable Exception> then) {
        parts.files().execute(() -> {
            try {
                T result = work.call();
                parts.lane().execute(() -> then.accept(result, null));
            } catch (Exception e) {
                parts.lane().execute(() -> then.accept(null, e));
            }
        });
    }

    private void prepared(Start.@Nullable Found found, @Nullable Exception failure) {
        if (found == null) {
            failOnDisk(failure);
            return;
        }
        Start.Grown grown = found.grown();
        if (state == State.OVER) {
            closeQuietly(grown == null ? null : grown.partial());
        } else if (found.whole() != null) {
            done = wanted.size();
            succeed(found.whole());
        } else if (grown == null) {
            state = State.LISTLESS;
            latest = parts.lane().now();
            swarm.pump();
        } else {
            go(grown);
        }
    }

    boolean needsList() {
        return state == State.LISTLESS;
    }

    /** {@code sender} gave this as the list of leaf hashes. */
    void adopt(Sender sender, byte[] hashes) {
        if (state != State.LISTLESS) {
            return;
        }
        state = State.ADOPTING;
        onDisk(
                () -> {
                    Optional<LeafHashes> list = LeafHashes.check(hashes, wanted.size(), wanted.root());
                    return list.isEmpty() ? Optional.<Start.Grown>empty() : Optional.of(start.grow(list.get()));
                },
                (grown, failure) -> {
                    if (grown == null) {
                        failOnDisk(failure);
                    } else if (state == State.OVER) {
                        grown.ifPresent(one -> closeQuietly(one.partial()));
                    } else if (grown.isEmpty()) {
                        state = State.LISTLESS;
                        telling.listIsWrong(sender);
                        swarm.pump();
                    } else {
                        telling.listIsHere();
                        go(grown.get());
                    }
                });
    }

    private void go(Start.Grown grown) {
        latest = parts.lane().now();
        Work work = new Work(grown.leaves().count(), grown.here());
        dispatch = new Dispatch(parts, this, swarm, grown.leaves(), grown.partial(), work);
        for (int leaf = grown.here().nextSetBit(0);
                leaf >= 0;
                leaf = grown.here().nextSetBit(leaf + 1)) {
            done += grown.leaves().sizeOf(leaf);
        }
        state = State.SENDING;
        tell();
        finishIfComplete();
        swarm.pump();
    }

    /** Gives those that have time something to do. */
    void handOut(long now) {
        if (state == State.LISTLESS || state == State.SENDING) {
            telling.ask(now);
        }
        Dispatch going = dispatch;
        if (state == State.SENDING && going != null) {
            going.handOut(now);
        }
    }

    /** Whether peers are not needed at the moment. */
    boolean isWithoutNeed() {
        return state != State.LISTLESS && state != State.SENDING;
    }

    /** Whether what {@code answer} begins with is what was asked for; if not, the sender was dealt with. */
    boolean accepts(Sender sender, Answer answer) {
        Header header = answer.header();
        if (state == State.OVER || sender.state == Sender.State.GONE) {
            answer.stream().reset("it is not needed any more");
            return false;
        }
        switch (header.status()) {
            case OK -> {
                if (header.root() != null && !header.root().equals(wanted.root())) {
                    swarm.drop(sender, Why.OTHER, null);
                } else if (header.size() != wanted.size()) {
                    swarm.drop(sender, Why.BROKE, Outcome.FAILED);
                } else {
                    sender.absences = 0;
                    return true;
                }
            }
            case NOT_FOUND -> swarm.absent(sender);
            case BUSY -> swarm.busy(sender);
            case REFUSED -> swarm.drop(sender, Why.REFUSED, Outcome.FAILED);
        }
        answer.stream().close();
        return false;
    }

    void streamEnded() {
        owner.streamEnded();
    }

    /** A leaf that was missing is here. */
    void arrived(int length) {
        if (state != State.SENDING) {
            return;
        }
        done += length;
        latest = parts.lane().now();
        tell();
        digestBehind();
        finishIfComplete();
    }

    private void tell() {
        int sending = swarm.sending();
        for (Waiter waiter : List.copyOf(waiters)) {
            waiter.progress().at(done, wanted.size(), sending);
        }
    }

    /** {@code sentence} is shown to the user. */
    void warn(String sentence) {
        for (Waiter waiter : List.copyOf(waiters)) {
            waiter.progress().warning(sentence);
        }
    }

    private void digestBehind() {
        Dispatch going = dispatch;
        if (digesting || going == null) {
            return;
        }
        int end = going.work().prefix();
        if (end - digested < DIGEST_EVERY) {
            return;
        }
        digesting = true;
        onDisk(
                () -> {
                    going.partial().digestTo(end);
                    return end;
                },
                (now, failure) -> {
                    digesting = false;
                    if (now == null) {
                        failOnDisk(failure);
                    } else {
                        digested = now;
                        digestBehind();
                    }
                });
    }

    private void finishIfComplete() {
        Dispatch going = dispatch;
        if (state != State.SENDING || going == null || !going.work().isComplete()) {
            return;
        }
        state = State.FINISHING;
        swarm.stop("all is here");
        onDisk(() -> finish(going), (whole, failure) -> {
            if (state == State.OVER) {
                return;
            }
            if (whole == null) {
                failOnDisk(failure);
            } else if (whole.isPresent()) {
                succeed(whole.get());
            } else {
                fail(new NetworkException(
                        Reason.MALFORMED,
                        "The record of " + wanted.label()
                                + " contradicts itself: every leaf fits its signed tree, but the whole has"
                                + " another SHA-256; its publisher is to blame, no peer; nothing was kept."));
            }
        });
    }

    private Optional<Path> finish(Dispatch going) throws IOException {
        boolean isRight = going.partial().sha256().equals(wanted.sha256());
        going.partial().close();
        if (!isRight) {
            parts.folder().delete(name);
            return Optional.empty();
        }
        Path whole = parts.folder().whole(name);
        DurableFiles.replace(parts.folder().part(name), whole);
        parts.library().trees().learn(wanted.sha256(), going.leaves());
        return Optional.of(whole);
    }

    /** What of it can be served, if anything. */
    Optional<Holding> holding() {
        Dispatch going = dispatch;
        if (state != State.SENDING || going == null) {
            return Optional.empty();
        }
        var here = going.work().here();
        return here.isEmpty()
                ? Optional.empty()
                : Optional.of(new Holding(
                        going.leaves(), going.sums(), here, parts.folder().part(name)));
    }

    void tick() {
        long now = parts.lane().now();
        Dispatch going = dispatch;
        if (isWithoutNeed()) {
            return;
        }
        if (now - latest > patience.toNanos()) {
            swarm.blameSilent();
            fail(new NetworkException(
                    Reason.TIMED_OUT, failure("nothing came in for " + patience.toSeconds() + " s; ")));
            return;
        }
        if (going != null) {
            going.tick(now);
        }
        swarm.tick();
    }

    void pump() {
        swarm.pump();
    }

    /** One sentence on why it does not go on. */
    String failure(String why) {
        String kept = done == 0 ? "nothing of it is here" : done + " of " + wanted.size() + " bytes are kept";
        return "No peer gave " + wanted.label() + ": " + why + swarm.story() + "; " + kept + ".";
    }

    private void succeed(Path whole) {
        tell();
        List<Waiter> all = end(true);
        for (Waiter waiter : all) {
            waiter.result().complete(whole);
        }
    }

    void fail(NetworkException why) {
        if (state == State.OVER) {
            return;
        }
        for (Waiter waiter : end(false)) {
            waiter.result().completeExceptionally(why);
        }
    }

    /** The disk is full, or broken. */
    void failOnDisk(@Nullable Exception why) {
        System.getLogger(Transfer.class.getName())
                .log(System.Logger.Level.DEBUG, "A fetched archive could not be written or read.", why);
        fail(new NetworkException(
                Reason.FAILED,
                wanted.label() + " could not be kept in "
                        + parts.folder().part(name).getParent() + " (" + (why == null ? "unknown" : why.getMessage())
                        + "); what came in stays there."));
    }

    private List<Waiter> end(boolean complete) {
        state = State.OVER;
        swarm.stop("it is not needed any more");
        Dispatch going = dispatch;
        if (going != null && !complete) {
            parts.files().execute(() -> closeQuietly(going.partial()));
        }
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        owner.over(this, complete);
        return all;
    }

    private static void closeQuietly(@Nullable Partial partial) {
        if (partial != null) {
            try {
                partial.close();
            } catch (IOException e) {
                System.getLogger(Transfer.class.getName())
                        .log(System.Logger.Level.DEBUG, "A file of the fetcher did not close.", e);
            }
        }
    }
}
