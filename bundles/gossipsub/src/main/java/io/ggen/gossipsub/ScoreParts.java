package io.ggen.gossipsub;

/**
 * What a score is made of, weights applied; topics are weighted, but not yet capped.
 *
 * @param time P1: time in the mesh
 * @param first P2: messages brought first
 * @param deliveries P3: messages missing
 * @param failure P3b: messages that were missing when pruned
 * @param invalid P4: invalid messages
 * @param application P5: what the application thinks
 * @param colocation P6: peers at the same address
 * @param behaviour P7: misbehaviour
 * @param total the score
 */
public record ScoreParts(
        double time,
        double first,
        double deliveries,
        double failure,
        double invalid,
        double application,
        double colocation,
        double behaviour,
        double total) {}
