package io.ggen.gossipsub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Talk about messages instead of messages: IHAVE and IWANT (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.0.md}, "Gossip
 * emission"; {@code -v1.1.md}, "Adaptive Gossip Dissemination", "Broken promises") and IDONTWANT ({@code -v1.2.md}). For one
 * lane.
 */
final class Gossip {
    /** For how many heartbeats an IDONTWANT holds. */
    static final int UNWANTED_LASTS = 3;

    private final Core core;
    private final GossipLimits limits;
    private final ArrayDeque<Promise> promises = new ArrayDeque<>();

    /** One of the messages that were asked for at once has to be here by then. */
    private record Promise(MessageKey id, PeerScore by, long due) {}

    Gossip(Core core) {
        this.core = core;
        this.limits = core.settings.limits();
    }

    /** Tells some of those outside of the mesh what came lately. */
    void emit() {
        for (Map.Entry<String, List<MessageKey>> recent : core.cache.recent().entrySet()) {
            Topic topic = core.topics.get(recent.getKey());
            List<Neighbour> others =
                    core.subscribers(recent.getKey(), core.settings.score().gossip());
            others.removeIf(peer -> !peer.isMeshed() || topic != null && topic.mesh.contains(peer));
            MeshSettings mesh = core.settings.mesh();
            int most = Math.max(mesh.lazy(), (int) (mesh.gossipFactor() * others.size()));
            List<MessageKey> ids = recent.getValue();
            byte[] rpc = null;
            for (Neighbour peer : others.subList(0, Math.min(most, others.size()))) {
                if (ids.size() > limits.ihaveIds()) {
                    core.shuffle(ids);
                    rpc = RpcWriter.have(recent.getKey(), ids.subList(0, limits.ihaveIds()));
                } else if (rpc == null) {
                    rpc = RpcWriter.have(recent.getKey(), ids);
                }
                core.send(peer, rpc, Outbox.Weight.GOSSIP);
            }
        }
    }

    private boolean isHeard(Neighbour peer) {
        return core.score(peer) >= core.settings.score().gossip();
    }

    void haves(Neighbour peer, List<Rpc.Have> haves) {
        if (haves.isEmpty() || !isHeard(peer)) {
            return;
        }
        if (++peer.haves > limits.ihaves()) {
            core.complainOnce(peer, "sent too many IHAVE");
            return;
        }
        Set<MessageKey> missing = new LinkedHashSet<>();
        for (Rpc.Have have : haves) {
            if (!core.topics.containsKey(have.topic())) {
                continue;
            }
            for (MessageKey id : have.ids()) {
                if (peer.haveIds >= limits.ihaveIds()) {
                    core.complainOnce(peer, "sent too many ids with IHAVE");
                    break;
                }
                peer.haveIds++;
                if (core.seen.get(id) == null) {
                    missing.add(id);
                }
            }
        }
        ask(peer, new ArrayList<>(missing));
    }

    private void ask(Neighbour peer, List<MessageKey> missing) {
        core.shuffle(missing);
        int end = Math.min(missing.size(), limits.wanted() - peer.asked);
        for (int at = 0; at < end; at += limits.wantedAtOnce()) {
            List<MessageKey> ids = missing.subList(at, Math.min(end, at + limits.wantedAtOnce()));
            if (core.send(peer, RpcWriter.want(ids), Outbox.Weight.GOSSIP)) {
                peer.asked += ids.size();
                core.counts.asked += ids.size();
                if (promises.size() < limits.promises()) {
                    long due = core.now() + core.settings.mesh().followUp().toNanos();
                    promises.add(new Promise(ids.get(core.random.nextInt(ids.size())), peer.score, due));
                }
            }
        }
    }

    /**
     * Blames those who said they had a message, were asked for it, and did not send it; unless another one did, or so much
     * came that some of it was dropped here.
     */
    void checkPromises() {
        long now = core.now();
        long followUp = core.settings.mesh().followUp().toNanos();
        for (Promise oldest = promises.peek(); oldest != null && oldest.due() - now <= 0; oldest = promises.peek()) {
            promises.remove();
            if (core.seen.get(oldest.id()) == null && !core.wasOverloaded(2 * followUp)) {
                core.complain(oldest.by(), 1, "promised a message with IHAVE and did not send it");
            }
        }
    }

    int promises() {
        return promises.size();
    }

    void wants(Neighbour peer, List<MessageKey> ids) {
        if (ids.isEmpty() || !isHeard(peer)) {
            return;
        }
        for (MessageKey id : ids) {
            byte[] rpc = core.cache.get(id);
            if (rpc == null) {
                continue;
            }
            if (peer.served + rpc.length > limits.servedBytes()) {
                core.complainOnce(peer, "asked for too much with IWANT");
                return;
            }
            if (core.cache.asked(id, peer.id) > limits.retransmissions()) {
                core.complainOnce(peer, "asked for the same message again and again");
            } else if (core.send(peer, rpc, Outbox.Weight.MESSAGE)) {
                peer.served += rpc.length;
                core.counts.served++;
            }
        }
    }

    void unwanted(Neighbour peer, List<MessageKey> ids) {
        for (MessageKey id : ids) {
            if (peer.unwantedIds >= limits.unwanted()) {
                core.complainOnce(peer, "sent too many ids with IDONTWANT");
                return;
            }
            peer.unwantedIds++;
            peer.doesNotWant(id, core.tick, UNWANTED_LASTS * limits.unwanted());
        }
    }

    /** Tells the mesh that a large message is here and need not be sent again. */
    void tellUnwanted(Topic topic, MessageKey id, Neighbour from) {
        byte[] rpc = null;
        for (Neighbour peer : topic.mesh) {
            if (peer != from && peer.knowsUnwanted()) {
                rpc = rpc == null ? RpcWriter.unwanted(List.of(id)) : rpc;
                core.counts.unwantedSent += core.send(peer, rpc, Outbox.Weight.GOSSIP) ? 1 : 0;
            }
        }
    }
}
