package io.ggen.gossipsub;

import java.time.Duration;

/**
 * How peers are scored beyond topics, and what follows from a score (libp2p specs,
 * {@code pubsub/gossipsub/gossipsub-v1.1.md}, "Peer Scoring"). The README says why the numbers are what they are.
 *
 * @param gossip below this score no IHAVE and IWANT are sent or heard
 * @param publish below this score this host's own messages are not sent either
 * @param graylist below this score nothing a peer says is heard
 * @param opportunistic below this median a mesh gets better peers
 * @param topicCap what all topics together can bring at most
 * @param application P5: weight of what the application says about a peer
 * @param colocation P6: points (negative) for the square of the peers too many at one address
 * @param colocationFree P6: how many peers one address (of IPv6: one /64) may have
 * @param behaviour P7: points (negative) for the square of the misbehaviour beyond {@code behaviourFree}
 * @param behaviourFree P7: what can happen to honest peers too
 * @param behaviourHalfLife P7: after which time misbehaviour counts half
 * @param retain how long a score that is not positive is remembered after the peer has gone
 */
public record ScoreSettings(
        double gossip,
        double publish,
        double graylist,
        double opportunistic,
        double topicCap,
        double application,
        double colocation,
        int colocationFree,
        double behaviour,
        double behaviourFree,
        Duration behaviourHalfLife,
        Duration retain) {
    /** What ggen uses. */
    public static final ScoreSettings DEFAULT =
            new ScoreSettings(-10, -50, -80, 5, 50, 1, -5, 10, -5, 4, Duration.ofMinutes(2), Duration.ofHours(1));

    /** Refuses thresholds out of order and punishments above zero. */
    public ScoreSettings {
        if (gossip > 0 || publish > gossip || graylist > publish || colocation > 0 || behaviour > 0 || topicCap < 0) {
            throw new IllegalArgumentException("no such scores");
        }
    }
}
