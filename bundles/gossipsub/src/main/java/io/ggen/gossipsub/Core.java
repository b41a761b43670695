package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the parts of the protocol have in common. For one lane. */
final class Core {
    final GossipSettings settings;
    final Timers timers;
    final RandomGenerator random;
    final PeerId self;
    final Map<PeerId, Neighbour> neighbours = new LinkedHashMap<>();
    final Map<String, Topic> topics = new LinkedHashMap<>();
    final Scores scores;
    final SeenCache seen;
    final MessageCache cache;
    final Counts counts = new Counts();
    long tick;
    private boolean overloaded;
    private long overloadedAt;

    Core(GossipSettings settings, Timers timers, RandomGenerator random, PeerId self) {
        this.settings = settings;
        this.timers = timers;
        this.random = random;
        this.self = self;
        this.scores = new Scores(settings);
        this.seen = new SeenCache(settings.mesh().seen(), settings.limits().seen());
        this.cache = new MessageCache(settings.mesh(), settings.limits());
    }

    long now() {
        return timers.now();
    }

    double score(Neighbour peer) {
        return scores.value(peer.score, timers.now());
    }

    /** Those subscribed to {@code topic} with at least this score, in random order. */
    List<Neighbour> subscribers(String topic, double least) {
        List<Neighbour> found = new ArrayList<>();
        for (Neighbour peer : neighbours.values()) {
            if (peer.outbox != null && peer.topics.contains(topic) && score(peer) >= least) {
                found.add(peer);
            }
        }
        shuffle(found);
        return found;
    }

    /** Fisher and Yates, with the chance that was passed in. */
    <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T last = list.get(i);
            list.set(i, list.get(other));
            list.set(other, last);
        }
    }

    /** A message was dropped here, though it is good for all we know. */
    void overload() {
        counts.overloaded++;
        overloaded = true;
        overloadedAt = now();
    }

    boolean wasOverloaded(long within) {
        return overloaded && now() - overloadedAt < within;
    }

    /** Takes note of misbehaviour (P7). */
    void complain(PeerScore peer, double points, String what) {
        peer.behaviour += points;
        peer.complaints++;
        peer.complaint = what;
        counts.complaints++;
    }

    /** The same, but only once a second for one peer: for what is too much, however much too much. */
    void complainOnce(Neighbour peer, String what) {
        if (!peer.complainedNow) {
            peer.complainedNow = true;
            complain(peer.score, 1, what);
        }
    }

    /** Sends, and counts what finds no room. */
    boolean send(Neighbour peer, byte[] rpc, Outbox.Weight weight) {
        boolean sent = peer.send(rpc, weight);
        counts.dropped += sent ? 0 : 1;
        return sent;
    }
}
