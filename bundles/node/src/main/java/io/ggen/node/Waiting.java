package io.ggen.node;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** Connections that were asked for while there is no host. For one lane. */
final class Waiting {
    static final int MOST = 64;

    private final Timers timers;
    private final Deque<Wish> wishes = new ArrayDeque<>();

    Waiting(Timers timers) {
        this.timers = timers;
    }

    private record Wish(PeerAddresses peer, long until, CompletableFuture<Connection> result, Timers.Timer limit) {}

    void add(PeerAddresses peer, Duration within, CompletableFuture<Connection> result) {
        wishes.removeIf(wish -> wish.result().isDone());
        if (wishes.size() == MOST) {
            fail(result, Reason.LIMIT, MOST + " dials wait for a transport already.");
            return;
        }
        Timers.Timer limit = timers.schedule(
                within, () -> fail(result, Reason.TIMED_OUT, "No transport came up within the time allowed."));
        wishes.add(new Wish(peer, timers.now() + within.toNanos(), result, limit));
    }

    /** There is a host. */
    void go(Host host) {
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.limit().cancel();
            Duration left = Duration.ofNanos(Math.max(1, wish.until() - timers.now()));
            if (!wish.result().isDone()) {
                connect(host, wish.peer(), left, wish.result());
            }
        }
    }

    /** There will be none. */
    void cancel() {
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.limit().cancel();
            fail(wish.result(), Reason.CLOSED, "The network was stopped.");
        }
    }

    static void connect(Host host, PeerAddresses peer, Duration within, CompletableFuture<Connection> result) {
        host.connect(peer.peer(), peer.addresses(), within).whenComplete((connection, failure) -> {
            if (failure != null) {
                result.completeExceptionally(NetworkException.of(failure));
            } else {
                result.complete(connection);
            }
        });
    }

    static void fail(CompletableFuture<Connection> result, Reason reason, String why) {
        result.completeExceptionally(new NetworkException(reason, why));
    }
}
