package io.ggen.p2p.memory;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One of the two ends of a connection. */
final class End {
    /** Kinds of segments, for the trace. */
    static final int READY = 1;

    static final int IDENTIFY = 2;
    static final int OPEN = 3;
    static final int ACCEPT = 4;
    static final int DATA = 5;
    static final int FIN = 6;
    static final int RESET = 7;
    static final int WINDOW = 8;
    static final int PING = 9;
    static final int GO_AWAY = 10;
    static final int CLOSE = 11;

    private static final int SMALL = 32;

    final MemoryHost host;
    final MemoryHost farHost;
    final Wire out;
    final boolean inbound;
    private final Multiaddr remote;
    private final long since;
    private final List<MemoryStream> streams = new ArrayList<>(2);
    private final List<CompletableFuture<Duration>> pings = new ArrayList<>(0);
    private @Nullable End far;
    private boolean open = true;
    boolean goingAway;
    private long roundTrip = -1;

    private End(MemoryHost host, MemoryHost farHost, boolean inbound, Multiaddr remote) {
        this.host = host;
        this.farHost = farHost;
        this.inbound = inbound;
        this.remote = remote;
        this.since = host.network().time().now();
        this.out = new Wire(host.network(), host, farHost);
    }

    /** Two ends that belong together; returns the dialler's. */
    static End pair(MemoryHost dialler, MemoryHost acceptor, Multiaddr dialled, Multiaddr from) {
        End one = new End(dialler, acceptor, false, dialled);
        End other = new End(acceptor, dialler, true, from);
        one.far = other;
        other.far = one;
        return one;
    }

    End far() {
        return Objects.requireNonNull(far);
    }

    boolean isOpen() {
        return open;
    }

    Multiaddr remote() {
        return remote;
    }

    List<MemoryStream> streams() {
        return streams;
    }

    void send(int kind, int payload, long content, Runnable action) {
        if (open) {
            out.send(far(), kind, payload, content, action);
        }
    }

    void send(int kind, Runnable action) {
        send(kind, SMALL, 0, action);
    }

    Connection snapshot() {
        return new Connection(
                farHost.id(),
                remote,
                inbound,
                "memory",
                Duration.ofNanos(host.network().time().now() - since),
                streams.size(),
                roundTrip < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(roundTrip)));
    }

    /** Asks the other end for an echo; fails {@code result} when the connection ends first. */
    void ping(CompletableFuture<Duration> result) {
        long start = host.network().time().now();
        pings.add(result);
        send(
                PING,
                () -> far().send(PING, () -> {
                    roundTrip = host.network().time().now() - start;
                    pings.remove(result);
                    result.complete(Duration.ofNanos(roundTrip));
                }));
    }

    void ended(MemoryStream stream) {
        streams.remove(stream);
        host.streamEnded();
    }

    /** This end is over: its streams fail, the host is told. Says nothing to the other end. */
    void shut(Reason reason, String why) {
        if (!open) {
            return;
        }
        open = false;
        for (MemoryStream stream : List.copyOf(streams)) {
            stream.fail(new NetworkException(reason, why));
        }
        streams.clear();
        for (CompletableFuture<Duration> ping : List.copyOf(pings)) {
            ping.completeExceptionally(new NetworkException(reason, why));
        }
        pings.clear();
        host.left(this, why);
    }

    /** This end is no more, and nobody is there to be told. */
    void die() {
        open = false;
        streams.clear();
        pings.clear();
    }

    /** Ends the connection in an orderly way: the other end hears of it behind all that was sent before. */
    void close(Reason reason, String why, String whyThere) {
        if (open) {
            End there = far();
            out.send(there, CLOSE, SMALL, 0, () -> there.shut(Reason.DISCONNECTED, whyThere));
            shut(reason, why);
        }
    }
}
