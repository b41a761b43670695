package io.ggen.node;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Dials in the background: bootstrap peers again and again, whenever they are not connected; peers that a swap of transports
 * has cut off, some times. Its methods are called in the lane of its {@link Timers}.
 */
final class Dialler {
    /** How long one attempt may last. */
    static final Duration WITHIN = Duration.ofSeconds(15);

    /** A connection that lasted so long was a success; shorter ones count as failures, lest they are made without end. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final int MOST_RETURNS = 6;

    private final Timers timers;
    private final Backoff backoff;
    private final DroppedPeers dropped;
    private final Map<PeerId, Target> targets = new LinkedHashMap<>();
    private @Nullable Host host;

    Dialler(Timers timers, Backoff backoff, DroppedPeers dropped) {
        this.timers = timers;
        this.backoff = backoff;
        this.dropped = dropped;
    }

    private static final class Target {
        private final PeerId peer;
        private final List<Multiaddr> addresses;
        private final boolean lasting;
        private int failures;
        private long connectedAt;
        private boolean dialling;
        private Timers.@Nullable Timer next;

        Target(PeerAddresses who, boolean lasting) {
            this.peer = who.peer();
            this.addresses = who.addresses();
            this.lasting = lasting;
        }

        void forgetTimer() {
            if (next != null) {
                next.cancel();
                next = null;
            }
        }
    }

    /** From now on {@code peer} is dialled whenever it is not connected. */
    void keep(PeerAddresses peer) {
        targets.put(peer.peer(), new Target(peer, true));
    }

    /** {@code peer} is dialled until it is connected, but not for ever. */
    void bringBack(PeerAddresses peer) {
        targets.putIfAbsent(peer.peer(), new Target(peer, false));
    }

    /** There is a host: dials everybody. */
    void up(Host newHost) {
        host = newHost;
        targets.remove(newHost.id());
        for (Target target : List.copyOf(targets.values())) {
            target.failures = 0;
            dial(target);
        }
    }

    /** There is no host any more: dials nobody. */
    void down() {
        host = null;
        for (Target target : targets.values()) {
            target.forgetTimer();
            target.dialling = false;
        }
    }

    /** Forgets everybody. */
    void clear() {
        down();
        targets.clear();
    }

    /** {@code peer} was lost. */
    void lost(PeerId peer) {
        Target target = targets.get(peer);
        if (target != null && !target.dialling && target.next == null) {
            if (timers.now() - target.connectedAt > STEADY.toNanos()) {
                target.failures = 0;
            }
            again(target);
        }
    }

    private void dial(Target target) {
        Host through = host;
        target.forgetTimer();
        if (through == null || target.dialling) {
            return;
        }
        target.dialling = true;
        CompletionStage<?> dial;
        try {
            dial = through.connect(target.peer, target.addresses, WITHIN);
        } catch (RuntimeException | LinkageError e) {
            dial = CompletableFuture.failedFuture(e);
        }
        dial.whenComplete((done, failure) -> timers.execute(() -> ended(target, through, failure)));
    }

    private void ended(Target target, Host through, @Nullable Throwable failure) {
        if (host != through || targets.get(target.peer) != target) {
            return;
        }
        target.dialling = false;
        if (failure == null) {
            target.connectedAt = timers.now();
            if (!target.lasting) {
                targets.remove(target.peer);
            }
            return;
        }
        dropped.add(target.peer, Reasons.of(failure));
        again(target);
    }

    private void again(Target target) {
        target.failures++;
        if (target.lasting || target.failures < MOST_RETURNS) {
            target.next = timers.schedule(backoff.after(target.failures), () -> dial(target));
        } else {
            targets.remove(target.peer);
        }
    }
}
