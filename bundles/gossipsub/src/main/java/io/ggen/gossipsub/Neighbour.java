package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A peer that speaks one of our protocols, as long as it is connected. For one lane. */
final class Neighbour {
    final PeerId id;
    final PeerScore score;
    final Set<String> topics = new LinkedHashSet<>(2);
    /** Whether this host dialled. */
    boolean dialled;

    @Nullable
    ProtocolId protocol;

    @Nullable
    Outbox outbox;

    @Nullable
    Stream inbound;

    boolean opening;
    int failures;
    long retryAt;

    /** What it has done since the last heartbeat. */
    int rpcs;

    int checks;

    int bytes;
    int haves;
    int haveIds;
    int asked;
    int unwantedIds;
    int served;
    int repeats;
    boolean complainedNow;

    /** Reading goes on when it completes. */
    @Nullable
    CompletableFuture<Void> pause;

    private final Map<MessageKey, Long> unwanted = new LinkedHashMap<>(4);

    Neighbour(PeerId id, PeerScore score) {
        this.id = id;
        this.score = score;
    }

    /** Whether it has a mesh at all. */
    boolean isMeshed() {
        return protocol != null && !protocol.equals(Protocols.FLOODSUB);
    }

    /** Whether it understands the backoff of a PRUNE. */
    boolean knowsBackoff() {
        return protocol != null && (protocol.equals(Protocols.MESHSUB_1_1) || protocol.equals(Protocols.MESHSUB_1_2));
    }

    /** Whether it understands IDONTWANT. */
    boolean knowsUnwanted() {
        return protocol != null && protocol.equals(Protocols.MESHSUB_1_2);
    }

    boolean send(byte[] rpc, Outbox.Weight weight) {
        return outbox != null && outbox.offer(rpc, weight);
    }

    void doesNotWant(MessageKey id, long tick, int most) {
        if (unwanted.size() < most) {
            unwanted.put(id, tick);
        }
    }

    boolean wants(MessageKey id) {
        return unwanted.isEmpty() || !unwanted.containsKey(id);
    }

    int unwantedRemembered() {
        return unwanted.size();
    }

    /** A heartbeat has passed: all allowances are full again. */
    void refill(long tick, int lasting) {
        rpcs = 0;
        checks = 0;
        bytes = 0;
        haves = 0;
        haveIds = 0;
        asked = 0;
        unwantedIds = 0;
        served = 0;
        repeats = 0;
        complainedNow = false;
        if (!unwanted.isEmpty()) {
            unwanted.values().removeIf(since -> tick - since >= lasting);
        }
        CompletableFuture<Void> paused = pause;
        if (paused != null) {
            pause = null;
            paused.complete(null);
        }
    }
}
