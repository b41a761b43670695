package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of the last heartbeats, for peers that ask (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.0.md}, "Message
 * Cache"). At most so many, and so many bytes; the oldest out first. For one lane.
 */
final class MessageCache {
    private final MeshSettings mesh;
    private final GossipLimits limits;
    private final Map<MessageKey, Kept> kept = new HashMap<>();
    private final ArrayDeque<Kept> inOrder = new ArrayDeque<>();
    private long tick;
    private long bytes;

    private static final class Kept {
        private final MessageKey id;
        private final String topic;
        private final byte[] rpc;
        private final long tick;
        private @Nullable Map<PeerId, Integer> asked;

        Kept(MessageKey id, String topic, byte[] rpc, long tick) {
            this.id = id;
            this.topic = topic;
            this.rpc = rpc;
            this.tick = tick;
        }
    }

    MessageCache(MeshSettings mesh, GossipLimits limits) {
        this.mesh = mesh;
        this.limits = limits;
    }

    /** Keeps an RPC with this one message. */
    void put(MessageKey id, String topic, byte[] rpc) {
        Kept entry = new Kept(id, topic, rpc, tick);
        if (kept.putIfAbsent(id, entry) == null) {
            inOrder.add(entry);
            bytes += rpc.length;
            while (inOrder.size() > limits.cached() || bytes > limits.cachedBytes()) {
                dropOldest();
            }
        }
    }

    private void dropOldest() {
        Kept oldest = inOrder.remove();
        kept.remove(oldest.id);
        bytes -= oldest.rpc.length;
    }

    /** The RPC with this message; null if it is not here. */
    byte @Nullable [] get(MessageKey id) {
        Kept entry = kept.get(id);
        return entry == null ? null : entry.rpc;
    }

    /** How often {@code peer} has asked for this message, which is here, this time included. */
    int asked(MessageKey id, PeerId peer) {
        Kept entry = kept.get(id);
        if (entry == null) {
            return 0;
        }
        if (entry.asked == null) {
            entry.asked = new HashMap<>(4);
        }
        if (entry.asked.size() >= limits.peers() && !entry.asked.containsKey(peer)) {
            return Integer.MAX_VALUE;
        }
        return entry.asked.merge(peer, 1, Integer::sum);
    }

    /** The messages that peers are told about now, by topic. */
    Map<String, List<MessageKey>> recent() {
        Map<String, List<MessageKey>> recent = new LinkedHashMap<>(2);
        for (Kept entry : inOrder) {
            if (tick - entry.tick < mesh.gossiped()) {
                recent.computeIfAbsent(entry.topic, any -> new ArrayList<>()).add(entry.id);
            }
        }
        return recent;
    }

    /** A heartbeat has passed. */
    void shift() {
        tick++;
        for (Kept oldest = inOrder.peek(); oldest != null && tick - oldest.tick >= mesh.history(); ) {
            dropOldest();
            oldest = inOrder.peek();
        }
    }

    int size() {
        return kept.size();
    }
}
