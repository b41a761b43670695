package io.ggen.gossipsub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in the mesh of each topic (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.0.md} "Mesh Maintenance",
 * {@code -v1.1.md} "Outbound Mesh Quotas", "Opportunistic Grafting", "Backoff"). For one lane.
 */
final class Meshes {
    /** No peer has itself left alone for longer. */
    private static final long LONGEST_BACKOFF = Duration.ofHours(1).toSeconds();

    private static final int OPPORTUNISTIC_GRAFTS = 2;
    private static final int FORGET_EVERY = 15;

    private final Core core;
    private final MeshSettings rules;
    private final long slack;
    private final Map<String, Topic> former = new HashMap<>();

    Meshes(Core core) {
        this.core = core;
        this.rules = core.settings.mesh();
        this.slack = rules.heartbeat().toNanos();
    }

    /** This host enters a topic: everybody is told, some are grafted at once. */
    Topic join(String name) {
        Topic before = former.remove(name);
        Topic topic = before == null ? new Topic(name, core.settings.limits().backoffs()) : before;
        core.topics.put(name, topic);
        List<Neighbour> grafted = first(candidates(topic, 0), rules.d());
        for (Neighbour peer : core.neighbours.values()) {
            boolean graft = grafted.contains(peer);
            if (graft) {
                enter(topic, peer);
            }
            core.send(
                    peer,
                    RpcWriter.subscriptions(List.of(name), true, graft ? List.of(name) : List.of()),
                    Outbox.Weight.STATE);
        }
        return topic;
    }

    /** This host leaves a topic. */
    void leave(Topic topic) {
        core.topics.remove(topic.name);
        for (Neighbour peer : List.copyOf(topic.mesh)) {
            prune(topic, peer, rules.unsubscribeBackoff());
        }
        byte[] rpc = RpcWriter.subscriptions(List.of(topic.name), false, List.of());
        for (Neighbour peer : core.neighbours.values()) {
            core.send(peer, rpc, Outbox.Weight.STATE);
        }
        core.scores.forget(topic.name);
        former.put(topic.name, topic);
    }

    /** This host ends. It may be back in a moment, remembering nothing, so nobody is told how long to leave it alone. */
    void goodbye() {
        if (!core.topics.isEmpty()) {
            byte[] rpc = RpcWriter.subscriptions(core.topics.keySet(), false, List.of());
            for (Neighbour peer : core.neighbours.values()) {
                core.send(peer, rpc, Outbox.Weight.STATE);
            }
        }
        core.topics.clear();
    }

    /** Our stream to a peer is open: it hears what we listen to. */
    void hello(Neighbour peer) {
        List<String> grafts = new ArrayList<>(1);
        for (Topic topic : core.topics.values()) {
            if (isWanted(topic, peer)) {
                enter(topic, peer);
                grafts.add(topic.name);
            }
        }
        if (!core.topics.isEmpty()) {
            core.send(peer, RpcWriter.subscriptions(core.topics.keySet(), true, grafts), Outbox.Weight.STATE);
        }
    }

    void subscriptions(Neighbour peer, List<Rpc.Subscription> all) {
        for (Rpc.Subscription one : all) {
            Topic topic = core.topics.get(one.topic());
            if (!one.subscribe()) {
                peer.topics.remove(one.topic());
                if (topic != null && topic.mesh.contains(peer)) {
                    remove(topic, peer);
                    topic.left(peer.id, core.now(), rules.unsubscribeBackoff().toNanos());
                }
            } else if (topic != null
                    || peer.topics.size() < core.settings.limits().topicsPerPeer()) {
                peer.topics.add(one.topic());
                if (topic != null && isWanted(topic, peer)) {
                    graft(topic, peer);
                }
            } else if (!peer.topics.contains(one.topic())) {
                core.complainOnce(peer, "subscribed to too many topics");
            }
        }
    }

    private boolean isWanted(Topic topic, Neighbour peer) {
        return topic.mesh.size() < rules.low()
                && peer.outbox != null
                && peer.topics.contains(topic.name)
                && isCandidate(topic, peer)
                && core.score(peer) >= 0;
    }

    private boolean isCandidate(Topic topic, Neighbour peer) {
        return peer.isMeshed() && !topic.mesh.contains(peer) && topic.isFree(peer.id, core.now(), slack);
    }

    void grafted(Neighbour peer, List<String> names) {
        for (String name : names) {
            Topic topic = core.topics.get(name);
            if (topic != null && !topic.mesh.contains(peer)) {
                grafted(topic, peer);
            }
        }
    }

    private void grafted(Topic topic, Neighbour peer) {
        long now = core.now();
        Topic.Backoff backoff = topic.backoff(peer.id, now);
        if (backoff != null) {
            boolean flood = now - backoff.since() < rules.graftFlood().toNanos();
            core.complain(peer.score, flood ? 2 : 1, "sent GRAFT before the time it was told");
            topic.backOff(peer.id, now, rules.backoff().toNanos());
            sendPrune(topic, peer, rules.backoff());
        } else if (core.score(peer) < 0
                || topic.mesh.size() >= rules.high() && !peer.dialled
                || peer.outbox == null
                || !peer.isMeshed()) {
            topic.backOff(peer.id, now, rules.backoff().toNanos());
            sendPrune(topic, peer, rules.backoff());
        } else {
            enter(topic, peer);
        }
    }

    void pruned(Neighbour peer, List<Rpc.Prune> prunes) {
        for (Rpc.Prune prune : prunes) {
            Topic topic = core.topics.get(prune.topic());
            if (topic != null) {
                long seconds =
                        prune.seconds() == 0 ? rules.backoff().toSeconds() : Math.min(prune.seconds(), LONGEST_BACKOFF);
                drop(topic, peer, Duration.ofSeconds(seconds));
            }
        }
    }

    /** A peer is no longer there. */
    void gone(Neighbour peer) {
        for (Topic topic : core.topics.values()) {
            remove(topic, peer);
            topic.gone(peer.id);
        }
    }

    void heartbeat() {
        for (Topic topic : core.topics.values()) {
            for (Neighbour peer : List.copyOf(topic.mesh)) {
                if (core.score(peer) < 0) {
                    prune(topic, peer, rules.backoff());
                }
            }
            if (topic.mesh.size() < rules.low()) {
                graftSome(topic, candidates(topic, 0), rules.d() - topic.mesh.size());
            } else if (topic.mesh.size() > rules.high()) {
                trim(topic);
            }
            graftDialled(topic);
            if (core.tick % rules.opportunistic() == 0 && topic.mesh.size() > 1) {
                graftBetter(topic);
            }
            if (core.tick % FORGET_EVERY == 0) {
                topic.forgetBackoffs(core.now(), slack);
            }
        }
    }

    private List<Neighbour> candidates(Topic topic, double least) {
        List<Neighbour> found = core.subscribers(topic.name, least);
        found.removeIf(peer -> !isCandidate(topic, peer));
        return found;
    }

    private static List<Neighbour> first(List<Neighbour> all, int most) {
        return all.subList(0, Math.max(0, Math.min(most, all.size())));
    }

    private void graftSome(Topic topic, List<Neighbour> candidates, int most) {
        for (Neighbour peer : first(candidates, most)) {
            graft(topic, peer);
        }
    }

    /** Sees to it that strangers who dialled this host cannot have the whole mesh. */
    private void graftDialled(Topic topic) {
        if (topic.mesh.size() < rules.low()) {
            return;
        }
        int missing = rules.dialled() - dialled(topic.mesh);
        if (missing > 0) {
            List<Neighbour> candidates = candidates(topic, 0);
            candidates.removeIf(peer -> !peer.dialled);
            graftSome(topic, candidates, missing);
        }
    }

    private static int dialled(Iterable<Neighbour> peers) {
        int dialled = 0;
        for (Neighbour peer : peers) {
            dialled += peer.dialled ? 1 : 0;
        }
        return dialled;
    }

    private void graftBetter(Topic topic) {
        double[] scores = new double[topic.mesh.size()];
        int i = 0;
        for (Neighbour peer : topic.mesh) {
            scores[i++] = core.score(peer);
        }
        Arrays.sort(scores);
        double median = scores[scores.length / 2];
        if (median < core.settings.score().opportunistic()) {
            List<Neighbour> better = candidates(topic, 0);
            better.removeIf(peer -> core.score(peer) <= median);
            graftSome(topic, better, OPPORTUNISTIC_GRAFTS);
        }
    }

    /** Down to D: the best, then others by chance, with enough that this host dialled. */
    private void trim(Topic topic) {
        Map<Neighbour, Double> scores = new HashMap<>();
        for (Neighbour peer : topic.mesh) {
            scores.put(peer, core.score(peer));
        }
        List<Neighbour> all = new ArrayList<>(topic.mesh);
        core.shuffle(all);
        all.sort(Comparator.comparingDouble(peer -> -scores.getOrDefault(peer, 0.0)));
        core.shuffle(all.subList(rules.best(), all.size()));
        int missing = rules.dialled() - dialled(all.subList(0, rules.d()));
        for (int i = rules.d(); i < all.size() && missing > 0; i++) {
            if (all.get(i).dialled) {
                all.add(rules.best(), all.remove(i));
                missing--;
            }
        }
        for (Neighbour peer : List.copyOf(all.subList(rules.d(), all.size()))) {
            prune(topic, peer, rules.backoff());
        }
    }

    private void graft(Topic topic, Neighbour peer) {
        enter(topic, peer);
        core.send(peer, RpcWriter.graft(topic.name), Outbox.Weight.STATE);
    }

    private void enter(Topic topic, Neighbour peer) {
        topic.mesh.add(peer);
        core.scores.grafted(peer.score, topic.name, core.now());
    }

    private void prune(Topic topic, Neighbour peer, Duration backoff) {
        drop(topic, peer, backoff);
        sendPrune(topic, peer, backoff);
    }

    private void remove(Topic topic, Neighbour peer) {
        if (topic.mesh.remove(peer)) {
            core.scores.pruned(peer.score, topic.name, core.now());
        }
    }

    private void drop(Topic topic, Neighbour peer, Duration backoff) {
        remove(topic, peer);
        topic.backOff(peer.id, core.now(), backoff.toNanos());
    }

    private void sendPrune(Topic topic, Neighbour peer, Duration backoff) {
        core.send(
                peer,
                RpcWriter.prune(topic.name, peer.knowsBackoff() ? backoff.toSeconds() : null),
                Outbox.Weight.STATE);
    }
}
