package io.ggen.libp2p;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One race for a connection with one peer: its addresses are tried one after another, each a while after the one before even if
 * that is still being tried (as in RFC 8305); the first that is secured wins and the others are closed. For one event loop.
 */
final class Dial {
    private final Limits limits;
    private final EventLoop home;
    private final Executor names;
    private final PeerId peer;
    private final Dialler dialler;
    private final CompletableFuture<PeerConnection> result = new CompletableFuture<>();
    private final Set<Object> seen = new HashSet<>();
    private final Deque<Place> waiting = new ArrayDeque<>();
    private final Set<Attempt> running = new HashSet<>();
    private int resolving;
    private boolean over;
    private boolean decided;
    private @Nullable Future<?> next;
    private @Nullable Future<?> limit;
    private @Nullable NetworkException worst;

    /**
     * One address being tried.
     *
     * @param place where it is
     * @param channel the socket
     * @param secured complete with the connection; whoever completes it last closes it
     */
    record Attempt(Place place, Channel channel, CompletableFuture<PeerConnection> secured) {}

    /** Makes and takes connections. */
    interface Dialler {
        /** Whether addresses with this way can be dialled at all. */
        boolean dials(String way);

        /** Begins to connect; the attempt fails with UNREACHABLE if nobody answers. */
        Attempt attempt(Place place, PeerId peer);

        /** Takes a connection over. Throws {@link NetworkException} if there are too many. */
        void take(PeerConnection connection);

        /** The handshake at {@code place} failed, though nobody here ended it. */
        void failed(Place place, NetworkException why);
    }

    Dial(Limits limits, EventLoop home, Executor names, PeerId peer, Dialler dialler) {
        this.limits = limits;
        this.home = home;
        this.names = names;
        this.peer = peer;
        this.dialler = dialler;
    }

    CompletableFuture<PeerConnection> result() {
        return result;
    }

    void start(List<Multiaddr> addresses, Duration within) {
        limit = home.schedule(
                () -> fail(new NetworkException(Reason.TIMED_OUT, "Peer " + peer + " was not reached in time.")),
                within.toNanos(),
                TimeUnit.NANOSECONDS);
        offer(addresses);
    }

    /** More addresses to try. */
    void offer(List<Multiaddr> addresses) {
        for (Multiaddr address : addresses) {
            Addresses.Target target = Addresses.target(address, peer);
            if (target == null
                    || !dialler.dials(target.way())
                    || seen.size() >= limits.addresses()
                    || !seen.add(target)) {
                continue;
            }
            if (target.isName()) {
                resolve(target);
            } else {
                try {
                    waiting.addAll(target.resolve());
                } catch (UnknownHostException e) {
                    note(new NetworkException(Reason.UNREACHABLE, "The address " + address + " cannot be used."));
                }
            }
        }
        if (next == null) {
            tryNext();
        }
    }

    private void resolve(Addresses.Target target) {
        resolving++;
        CompletableFuture<List<Place>> resolved = new CompletableFuture<>();
        try {
            names.execute(() -> {
                try {
                    resolved.complete(target.resolve());
                } catch (UnknownHostException e) {
                    resolved.completeExceptionally(
                            new NetworkException(Reason.UNREACHABLE, "There is no host " + target.host() + "."));
                }
            });
        } catch (RejectedExecutionException e) {
            resolved.completeExceptionally(
                    new NetworkException(Reason.REFUSED, "Too many names are being looked up already."));
        }
        resolved.whenComplete((found, failure) -> home.execute(() -> {
            resolving--;
            if (failure != null) {
                note(NetworkException.of(failure));
            } else {
                for (Place place : found) {
                    if (waiting.size() < limits.addresses()) {
                        waiting.add(place);
                    }
                }
            }
            if (next == null) {
                tryNext();
            }
        }));
    }

    private void tryNext() {
        next = null;
        if (over) {
            return;
        }
        Place place = waiting.poll();
        if (place == null) {
            if (running.isEmpty() && resolving == 0) {
                fail(
                        worst != null
                                ? worst
                                : new NetworkException(
                                        Reason.UNREACHABLE,
                                        "There is no address of peer " + peer + " that can be dialled."));
            }
            return;
        }
        next = home.schedule(this::tryNext, limits.nextAddressAfter().toNanos(), TimeUnit.NANOSECONDS);
        Attempt attempt = dialler.attempt(place, peer);
        running.add(attempt);
        attempt.secured().whenComplete((connection, failure) -> {
            if (failure != null) {
                home.execute(() -> lost(attempt, NetworkException.of(failure)));
            } else {
                secured(attempt, connection);
            }
        });
    }

    /** In the connection's event loop, before it reads its first frame. */
    private void secured(Attempt attempt, PeerConnection connection) {
        if (!decide()) {
            connection.close("another connection with the peer was faster");
            return;
        }
        try {
            dialler.take(connection);
        } catch (NetworkException e) {
            connection.close(Reasons.text(e));
            result.completeExceptionally(e);
            home.execute(this::stop);
            return;
        }
        result.complete(connection);
        home.execute(() -> {
            running.remove(attempt);
            stop();
        });
    }

    private void lost(Attempt attempt, NetworkException why) {
        running.remove(attempt);
        note(why);
        if (!over) {
            if (why.reason() != Reason.UNREACHABLE) {
                dialler.failed(attempt.place(), why);
            }
            Future<?> planned = next;
            if (planned != null) {
                planned.cancel(false);
            }
            tryNext();
        }
    }

    /** Of several failures the one that says most is told. */
    private void note(NetworkException why) {
        if (worst == null || weight(why) > weight(worst)) {
            boolean told = why.reason() == Reason.UNREACHABLE
                    || why.reason() == Reason.TIMED_OUT
                    || why.reason() == Reason.WRONG_PEER;
            worst = told ? why : new NetworkException(Reason.REFUSED, Reasons.text(why));
        }
    }

    private static int weight(NetworkException why) {
        return switch (why.reason()) {
            case UNREACHABLE -> 0;
            case TIMED_OUT -> 1;
            case WRONG_PEER -> 3;
            default -> 2;
        };
    }

    /** Ends the race without a winner, unless it has one. */
    void fail(NetworkException why) {
        if (decide()) {
            stop();
            result.completeExceptionally(why);
        }
    }

    /** True for the first who asks: that one completes the result. */
    private synchronized boolean decide() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    private void stop() {
        over = true;
        for (Future<?> timer : new Future<?>[] {next, limit}) {
            if (timer != null) {
                timer.cancel(false);
            }
        }
        for (Attempt attempt : running) {
            attempt.channel().close();
        }
        running.clear();
        waiting.clear();
    }
}
