package io.ggen.p2p.memory;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The dials of one host. A connection takes three round trips (TCP, then security with the muxer inside it); a refusal one;
 * where nobody is, a dial hangs until it is given up.
 */
final class Dials {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HELLO = 200;
    private static final int HOPS_TO_ACCEPT = 5;

    private final MemoryHost host;
    private final Map<PeerId, Dial> running = new LinkedHashMap<>(2);

    Dials(MemoryHost host) {
        this.host = host;
    }

    CompletionStage<Connection> connect(PeerId peer, List<Multiaddr> addresses, Duration within) {
        Dial dial = running.get(peer);
        if (dial == null) {
            List<Multiaddr> usable = new ArrayList<>(addresses.size());
            for (Multiaddr address : addresses) {
                if (address.peer().map(peer::equals).orElse(true)) {
                    usable.add(address.withoutPeer());
                }
            }
            if (usable.isEmpty()) {
                return MemoryHost.failed(Reason.UNREACHABLE, "No usable address of " + peer + " is known.");
            }
            dial = new Dial(peer, usable.size());
            running.put(peer, dial);
            for (Multiaddr address : usable) {
                dial.attempt(address);
            }
        }
        return dial.join(within);
    }

    void connected(PeerId peer, End end) {
        Dial dial = running.remove(peer);
        if (dial != null) {
            dial.succeed(end);
        }
    }

    void close() {
        for (Dial dial : List.copyOf(running.values())) {
            dial.fail(new NetworkException(Reason.CLOSED, "This host is closed."));
        }
    }

    void forget() {
        running.clear();
    }

    /** All attempts to reach one peer. */
    private final class Dial {
        private final PeerId peer;
        private final List<CompletableFuture<Connection>> waiting = new ArrayList<>(1);
        private int attemptsLeft;
        private boolean won;
        private @Nullable NetworkException worst;

        Dial(PeerId peer, int attempts) {
            this.peer = peer;
            this.attemptsLeft = attempts;
        }

        CompletionStage<Connection> join(Duration within) {
            CompletableFuture<Connection> one = new CompletableFuture<>();
            waiting.add(one);
            Timers.Timer limit = host.failLater(one, within);
            one.whenComplete((connection, failure) -> {
                limit.cancel();
                waiting.remove(one);
                if (waiting.isEmpty()) {
                    running.remove(peer, this);
                }
            });
            return one;
        }

        void attempt(Multiaddr address) {
            MemoryNetwork network = host.network();
            MemoryHost target = network.at(address);
            if (target == null || network.isBlocked(host, target) || network.isBlocked(target, host)) {
                later(PATIENCE.toNanos(), Reason.UNREACHABLE, "Nobody answered at " + address + ".");
                return;
            }
            Wire there = new Wire(network, host, target);
            Wire back = new Wire(network, target, host);
            if (!target.isAccepting()) {
                long delay = there.delay(HELLO) + back.delay(HELLO);
                later(delay, Reason.UNREACHABLE, "The connection to " + address + " was refused.");
                return;
            }
            long delay = 0;
            for (int hop = 0; hop < HOPS_TO_ACCEPT; hop++) {
                delay += (hop % 2 == 0 ? there : back).delay(HELLO);
            }
            if (!target.id().equals(peer)) {
                String why = "At " + address + " is " + target.id() + ", not " + peer + ".";
                network.time().schedule(Duration.ofNanos(delay), () -> host.handshakeFailed(address, why));
                later(delay, Reason.WRONG_PEER, why);
                return;
            }
            network.time().schedule(Duration.ofNanos(delay), () -> accepted(target, address, back));
        }

        private void accepted(MemoryHost target, Multiaddr address, Wire back) {
            if (running.get(peer) != this || won) {
                return;
            }
            if (host.network().isBlocked(host, target) || host.network().isBlocked(target, host)) {
                later(PATIENCE.toNanos(), Reason.UNREACHABLE, "Nobody answered at " + address + ".");
                return;
            }
            if (!target.isAccepting()) {
                later(back.delay(HELLO), Reason.UNREACHABLE, "The connection to " + address + " was refused.");
                return;
            }
            won = true;
            End near = End.pair(host, target, address, from());
            End far = near.far();
            far.send(End.READY, () -> {
                if (host.isAccepting()) {
                    host.arrived(near);
                } else {
                    near.close(Reason.CLOSED, "This host is closed.", "The peer closed its host.");
                }
            });
            target.arrived(far);
        }

        private Multiaddr from() {
            List<Multiaddr> own = host.addresses();
            return own.isEmpty() ? Multiaddr.parse("/ip4/10.255.255.255/tcp/1") : own.get(0);
        }

        private void later(long nanos, Reason reason, String why) {
            host.network().time().schedule(Duration.ofNanos(nanos), () -> attemptFailed(reason, why));
        }

        private void attemptFailed(Reason reason, String why) {
            if (worst == null || reason == Reason.WRONG_PEER) {
                worst = new NetworkException(reason, why);
            }
            if (--attemptsLeft == 0) {
                fail(worst);
            }
        }

        void succeed(End end) {
            for (CompletableFuture<Connection> one : List.copyOf(waiting)) {
                one.complete(end.snapshot());
            }
        }

        void fail(NetworkException why) {
            running.remove(peer, this);
            for (CompletableFuture<Connection> one : List.copyOf(waiting)) {
                one.completeExceptionally(why);
            }
        }
    }
}
