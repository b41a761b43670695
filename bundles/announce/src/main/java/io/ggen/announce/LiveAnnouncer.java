package io.ggen.announce;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.publishing.Outbox;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Announces on request, and by itself what is in the outbox: when peers come, and again and again until it lasts. One entry of
 * the outbox goes out at a time. Its state is touched on the lane alone.
 */
final class LiveAnnouncer implements Announcer, NetworkPart {
    /** How soon after a peer has come the outbox goes out: others may follow. */
    static final Duration SETTLING = Duration.ofSeconds(1);

    /** How soon what did not last goes out again. */
    static final Duration AGAIN = Duration.ofMinutes(2);

    /** How long one entry of the outbox may take. */
    static final Duration WITHIN = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(LiveAnnouncer.class.getName());

    private final Surroundings around;
    private final Deque<Outbox.Entry> waiting = new ArrayDeque<>();
    private final Registration listening;
    private final AtomicLong announced = new AtomicLong();
    private final AtomicInteger pending = new AtomicInteger();
    private Timers.@Nullable Timer next;
    private boolean draining;
    /** How soon the outbox is to be read again once what was read is told: somebody asked meanwhile. */
    private @Nullable Duration behind;

    private boolean closed;

    LiveAnnouncer(Surroundings around) {
        this.around = around;
        this.listening = around.host().listen(new PeerListener() {
            @Override
            public void identified(PeerInfo info) {
                around.timers().execute(() -> soon(SETTLING));
            }
        });
        around.timers().execute(() -> soon(SETTLING));
    }

    @Override
    public CompletionStage<Receipt> announce(Outbox.Entry entry, Duration within, Consumer<Receipt> progress) {
        CompletableFuture<Receipt> result = new CompletableFuture<>();
        Tell tell = new Tell(around, entry, within, progress);
        tell.run().whenComplete((receipt, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                file(tell, receipt, () -> result.complete(receipt));
            }
        });
        return result;
    }

    @Override
    public void nudge() {
        around.timers().execute(() -> soon(Duration.ZERO));
    }

    /** What lasts leaves the outbox, and what does not goes into it; so does a head that was signed while an older one was told. */
    private void file(Tell tell, Receipt receipt, Runnable then) {
        Outbox.Entry entry = tell.entry();
        onDisk(
                () -> {
                    if (!receipt.isDurable()) {
                        around.outbox().add(entry);
                        return;
                    }
                    around.outbox().done(entry);
                    announced.incrementAndGet();
                    if (tell.isOutdated()) {
                        around.outbox().add(new Outbox.Entry(entry.publisher(), entry.name(), null));
                        nudge();
                    }
                },
                then);
        if (!receipt.isDurable()) {
            around.timers().execute(() -> soon(AGAIN));
        }
    }

    private void onDisk(Runnable task, Runnable then) {
        try {
            around.disk().execute(() -> {
                try {
                    task.run();
                } catch (ProblemException e) {
                    LOG.log(Level.WARNING, e.problem().message());
                } finally {
                    then.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Too much to do", e);
            then.run();
        }
    }

    // ---- the outbox, on the lane

    private void soon(Duration delay) {
        if (draining) {
            behind = behind == null || delay.compareTo(behind) < 0 ? delay : behind;
            return;
        }
        if (closed || (next != null && delay.equals(AGAIN))) {
            return;
        }
        if (next != null) {
            next.cancel();
        }
        next = around.timers().schedule(delay, this::drain);
    }

    private void drain() {
        next = null;
        draining = true;
        List<Outbox.Entry> found = new ArrayList<>();
        onDisk(
                () -> found.addAll(around.outbox().pending()),
                () -> around.timers().execute(() -> {
                    pending.set(found.size());
                    waiting.clear();
                    waiting.addAll(found);
                    tellNext(false);
                }));
    }

    private void tellNext(boolean unfinished) {
        Outbox.Entry entry = waiting.poll();
        if (closed || entry == null || around.host().connections().isEmpty()) {
            draining = false;
            Duration wish = behind == null && unfinished ? AGAIN : behind;
            behind = null;
            if (wish != null) {
                soon(wish);
            }
            return;
        }
        Tell tell = new Tell(around, entry, WITHIN, receipt -> {});
        tell.run()
                .whenComplete((receipt, failure) -> around.timers().execute(() -> {
                    if (failure != null) {
                        failed(entry, failure);
                        tellNext(unfinished);
                    } else {
                        file(
                                tell,
                                receipt,
                                () -> around.timers().execute(() -> {
                                    pending.addAndGet(receipt.isDurable() ? -1 : 0);
                                    tellNext(unfinished || !receipt.isDurable());
                                }));
                    }
                }));
    }

    /** What is not on this machine any more is not to be told either; everything else is tried again. */
    private void failed(Outbox.Entry entry, Throwable failure) {
        LOG.log(Level.DEBUG, "An entry of the outbox could not be announced", failure);
        if (failure instanceof ProblemException known
                && known.problem().kind() == Problem.Kind.FAILED
                && !(known.getCause() instanceof RejectedExecutionException)) {
            onDisk(() -> around.outbox().done(entry), () -> {});
        }
    }

    void close() {
        listening.close();
        around.timers().execute(() -> {
            closed = true;
            if (next != null) {
                next.cancel();
            }
        });
    }

    // ---- for people

    @Override
    public String name() {
        return "announcing";
    }

    @Override
    public List<Fact> status() {
        return List.of(Fact.of("announced", announced.get()), Fact.of("outbox", pending.get()));
    }

    @Override
    public List<Fact> about(PeerId peer) {
        return List.of();
    }
}
