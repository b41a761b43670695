package io.ggen.gossipsub;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores of peers (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.1.md}, "The Score Function"). Knows no network: is told
 * what happened and when. For one lane.
 */
final class Scores {
    /** At how many addresses one peer counts. */
    private static final int MOST_PLACES = 4;

    private final GossipSettings settings;
    private final ScoreSettings rules;
    private final Networks networks;
    private final double behaviourDecay;
    private final Map<String, TopicRules> topicRules = new HashMap<>();
    private final Map<PeerId, PeerScore> present = new LinkedHashMap<>();
    private final Map<PeerId, PeerScore> gone = new LinkedHashMap<>();
    private final Map<ByteBuffer, Integer> crowds = new HashMap<>();

    Scores(GossipSettings settings) {
        this.settings = settings;
        this.rules = settings.score();
        this.networks = new Networks(settings.exempt());
        this.behaviourDecay =
                TopicRules.decay(rules.behaviourHalfLife(), settings.mesh().heartbeat());
    }

    /** A peer is here, with sockets at these addresses; with what is remembered of it. */
    PeerScore arrived(PeerId peer, List<Multiaddr> remotes) {
        PeerScore score = present.get(peer);
        if (score == null) {
            score = gone.remove(peer);
            score = score == null ? new PeerScore(peer) : score;
            present.put(peer, score);
        }
        move(score, remotes);
        return score;
    }

    private void move(PeerScore score, List<Multiaddr> remotes) {
        List<ByteBuffer> places = new ArrayList<>(1);
        for (Multiaddr remote : remotes) {
            ByteBuffer place = networks.place(remote);
            if (place != null && places.size() < MOST_PLACES && !places.contains(place)) {
                places.add(place);
            }
        }
        for (ByteBuffer place : score.places) {
            crowds.compute(place, (any, count) -> count == null || count == 1 ? null : count - 1);
        }
        for (ByteBuffer place : places) {
            crowds.merge(place, 1, Integer::sum);
        }
        score.places = places;
    }

    /** A peer has gone; remembered for a while unless its score is good. */
    void left(PeerScore score, long now) {
        if (present.remove(score.peer) == null) {
            return;
        }
        for (TopicConduct conduct : score.topics.values()) {
            if (conduct.inMesh) {
                conduct.left(now);
            }
            conduct.first = 0;
        }
        move(score, List.of());
        if (value(score, now) > 0 || score.complaints == 0 && value(score, now) == 0) {
            return;
        }
        score.forgetAt = now + rules.retain().toNanos();
        if (gone.size() >= settings.limits().retained()) {
            gone.remove(gone.keySet().iterator().next());
        }
        gone.put(score.peer, score);
    }

    /** What {@code score} says about {@code topic}, which this host is in. */
    TopicConduct in(PeerScore score, String topic) {
        TopicConduct conduct = score.topics.get(topic);
        if (conduct == null) {
            TopicRules rulesOfTopic = topicRules.computeIfAbsent(
                    topic,
                    any -> new TopicRules(
                            settings.scoreOf(topic), settings.mesh().heartbeat()));
            conduct = new TopicConduct(rulesOfTopic);
            score.topics.put(topic, conduct);
        }
        return conduct;
    }

    /** This host has left {@code topic}: what happened there counts no longer. */
    void forget(String topic) {
        topicRules.remove(topic);
        for (PeerScore score : present.values()) {
            score.topics.remove(topic);
        }
        for (PeerScore score : gone.values()) {
            score.topics.remove(topic);
        }
    }

    void grafted(PeerScore score, String topic, long now) {
        TopicConduct conduct = in(score, topic);
        conduct.inMesh = true;
        conduct.graftedAt = now;
        conduct.deliveries = 0;
    }

    void pruned(PeerScore score, String topic, long now) {
        TopicConduct conduct = score.topics.get(topic);
        if (conduct != null && conduct.inMesh) {
            conduct.left(now);
        }
    }

    /** A heartbeat has passed. */
    void decay(long now) {
        for (PeerScore score : present.values()) {
            score.decay(behaviourDecay);
        }
        for (Iterator<PeerScore> all = gone.values().iterator(); all.hasNext(); ) {
            PeerScore score = all.next();
            score.decay(behaviourDecay);
            if (score.forgetAt - now <= 0) {
                all.remove();
            }
        }
    }

    double value(PeerScore score, long now) {
        double inTopics = 0;
        for (TopicConduct conduct : score.topics.values()) {
            TopicRules of = conduct.rules;
            inTopics += of.time(conduct, now)
                    + of.first(conduct)
                    + of.deliveries(conduct, now)
                    + of.failure(conduct)
                    + of.invalid(conduct);
        }
        return Math.min(inTopics, rules.topicCap()) + application(score) + colocation(score) + behaviour(score);
    }

    ScoreParts parts(PeerScore score, long now) {
        double time = 0;
        double first = 0;
        double deliveries = 0;
        double failure = 0;
        double invalid = 0;
        for (TopicConduct conduct : score.topics.values()) {
            TopicRules of = conduct.rules;
            time += of.time(conduct, now);
            first += of.first(conduct);
            deliveries += of.deliveries(conduct, now);
            failure += of.failure(conduct);
            invalid += of.invalid(conduct);
        }
        return new ScoreParts(
                time,
                first,
                deliveries,
                failure,
                invalid,
                application(score),
                colocation(score),
                behaviour(score),
                value(score, now));
    }

    private double application(PeerScore score) {
        return rules.application() * settings.application().applyAsDouble(score.peer);
    }

    private double colocation(PeerScore score) {
        double sum = 0;
        for (ByteBuffer place : score.places) {
            double tooMany = Math.max(0, crowds.getOrDefault(place, 0) - rules.colocationFree());
            sum += tooMany * tooMany;
        }
        return rules.colocation() * sum;
    }

    private double behaviour(PeerScore score) {
        double tooMuch = Math.max(0, score.behaviour - rules.behaviourFree());
        return rules.behaviour() * tooMuch * tooMuch;
    }

    /** How many that have gone are remembered. */
    int remembered() {
        return gone.size();
    }

    /** What is known of a peer that is here or was. */
    @Nullable
    PeerScore find(PeerId peer) {
        PeerScore score = present.get(peer);
        return score == null ? gone.get(peer) : score;
    }
}
