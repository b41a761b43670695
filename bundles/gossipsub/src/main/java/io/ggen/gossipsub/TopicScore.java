package io.ggen.gossipsub;

import java.time.Duration;

/**
 * How a peer's conduct in one topic counts (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.1.md}, "Topic Parameter
 * Calculation"). The README says why the numbers are what they are.
 *
 * @param weight of the whole topic
 * @param time P1: points for each second in the mesh
 * @param timeCap P1: at most so many seconds
 * @param first P2: points for each message that this peer was the first to bring
 * @param firstHalfLife P2: after which time such a message counts half
 * @param firstCap P2: at most so many messages
 * @param deliveries P3: points (negative) for the square of what is missing to {@code deliveriesExpected}; 0: not counted
 * @param deliveriesHalfLife P3: after which time a delivery counts half
 * @param deliveriesCap P3: at most so many deliveries
 * @param deliveriesExpected P3: what a peer in the mesh has to bring
 * @param deliveriesWindow P3: so long after the first one a copy still counts
 * @param deliveriesActivation P3: it begins so long after the GRAFT
 * @param failure P3b: points (negative) for the square of what was missing when the peer was pruned
 * @param failureHalfLife P3b: after which time that counts half
 * @param invalid P4: points (negative) for the square of the number of invalid messages
 * @param invalidHalfLife P4: after which time one counts half
 */
public record TopicScore(
        double weight,
        double time,
        double timeCap,
        double first,
        Duration firstHalfLife,
        double firstCap,
        double deliveries,
        Duration deliveriesHalfLife,
        double deliveriesCap,
        double deliveriesExpected,
        Duration deliveriesWindow,
        Duration deliveriesActivation,
        double failure,
        Duration failureHalfLife,
        double invalid,
        Duration invalidHalfLife) {
    /** For a topic that is silent most of the time, such as announcements of packages. */
    public static final TopicScore ANNOUNCEMENTS = new TopicScore(
            1,
            0.01,
            1000,
            1,
            Duration.ofMinutes(10),
            20,
            0,
            Duration.ofMinutes(10),
            20,
            4,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            0,
            Duration.ofMinutes(10),
            -10,
            Duration.ofMinutes(10));

    /** Refuses rewards below and punishments above zero. */
    public TopicScore {
        if (weight < 0 || time < 0 || first < 0 || deliveries > 0 || failure > 0 || invalid > 0) {
            throw new IllegalArgumentException("a weight of the wrong sign");
        }
    }

    /** These with mesh deliveries counted: P3 with weight {@code points}, from {@code expected} on, P3b alike. */
    public TopicScore withDeliveries(double points, double expected) {
        return new TopicScore(
                weight,
                time,
                timeCap,
                first,
                firstHalfLife,
                firstCap,
                points,
                deliveriesHalfLife,
                deliveriesCap,
                expected,
                deliveriesWindow,
                deliveriesActivation,
                points,
                failureHalfLife,
                invalid,
                invalidHalfLife);
    }
}
