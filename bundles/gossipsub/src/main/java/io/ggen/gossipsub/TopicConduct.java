package io.ggen.gossipsub;

/** What one peer has done in one topic; counters decay with every heartbeat. */
final class TopicConduct {
    final TopicRules rules;
    boolean inMesh;
    long graftedAt;
    double first;
    double deliveries;
    double failure;
    double invalid;

    TopicConduct(TopicRules rules) {
        this.rules = rules;
    }

    void left(long now) {
        failure += rules.missing(this, now);
        inMesh = false;
    }

    void broughtFirst() {
        first = Math.min(first + 1, rules.score.firstCap());
        brought();
    }

    void brought() {
        if (inMesh) {
            deliveries = Math.min(deliveries + 1, rules.score.deliveriesCap());
        }
    }

    void decay() {
        first = TopicRules.decayed(first, rules.firstDecay);
        deliveries = TopicRules.decayed(deliveries, rules.deliveriesDecay);
        failure = TopicRules.decayed(failure, rules.failureDecay);
        invalid = TopicRules.decayed(invalid, rules.invalidDecay);
    }
}
