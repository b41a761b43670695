package io.ggen.gossipsub;

import java.time.Duration;

/** The numbers of one topic, with half-lives made into factors for one heartbeat. */
final class TopicRules {
    /** What has decayed to less is nothing. */
    static final double NOTHING = 0.01;

    private static final double NANOS = 1e9;

    final TopicScore score;
    final double firstDecay;
    final double deliveriesDecay;
    final double failureDecay;
    final double invalidDecay;
    final long window;
    private final long activation;

    TopicRules(TopicScore score, Duration heartbeat) {
        this.score = score;
        this.firstDecay = decay(score.firstHalfLife(), heartbeat);
        this.deliveriesDecay = decay(score.deliveriesHalfLife(), heartbeat);
        this.failureDecay = decay(score.failureHalfLife(), heartbeat);
        this.invalidDecay = decay(score.invalidHalfLife(), heartbeat);
        this.window = score.deliveriesWindow().toNanos();
        this.activation = score.deliveriesActivation().toNanos();
    }

    static double decay(Duration halfLife, Duration heartbeat) {
        return Math.pow(0.5, (double) heartbeat.toNanos() / halfLife.toNanos());
    }

    static double decayed(double value, double factor) {
        double left = value * factor;
        return left < NOTHING ? 0 : left;
    }

    double time(TopicConduct conduct, long now) {
        double seconds = conduct.inMesh ? (now - conduct.graftedAt) / NANOS : 0;
        return score.weight() * score.time() * Math.min(seconds, score.timeCap());
    }

    double first(TopicConduct conduct) {
        return score.weight() * score.first() * Math.min(conduct.first, score.firstCap());
    }

    /** The square of what a peer in the mesh has failed to bring. */
    double missing(TopicConduct conduct, long now) {
        if (!conduct.inMesh || now - conduct.graftedAt < activation || score.deliveries() == 0) {
            return 0;
        }
        double missing = Math.max(0, score.deliveriesExpected() - conduct.deliveries);
        return missing * missing;
    }

    double deliveries(TopicConduct conduct, long now) {
        return score.weight() * score.deliveries() * missing(conduct, now);
    }

    double failure(TopicConduct conduct) {
        return score.weight() * score.failure() * conduct.failure;
    }

    double invalid(TopicConduct conduct) {
        return score.weight() * score.invalid() * conduct.invalid * conduct.invalid;
    }
}
