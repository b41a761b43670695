package io.ggen.gossipsub;

import java.time.Duration;

/**
 * The numbers of the mesh and of gossip (libp2p specs, {@code pubsub/gossipsub/gossipsub-v1.0.md} and {@code -v1.1.md},
 * "Parameters").
 *
 * @param d how many peers a mesh should have
 * @param low below so many new ones are grafted (Dlo)
 * @param high above so many some are pruned (Dhi)
 * @param best how many of those with the best score a pruning keeps (Dscore)
 * @param dialled how many in a mesh this host should have dialled itself (Dout)
 * @param lazy to how many peers outside of the mesh IHAVE goes at least (Dlazy)
 * @param gossipFactor to which share of them it goes, if that is more
 * @param heartbeat how often meshes are seen to
 * @param history for how many heartbeats messages are kept for those who ask
 * @param gossiped for how many heartbeats they are told about
 * @param backoff how long two peers leave each other alone after a PRUNE
 * @param unsubscribeBackoff the same when one of them has left the topic
 * @param graftFlood a GRAFT so soon after a PRUNE counts twice
 * @param followUp within which time what was promised with IHAVE has to come
 * @param opportunistic every so many heartbeats a mesh of poor score gets better peers
 * @param seen for how long messages are remembered, to be told from new ones
 */
public record MeshSettings(
        int d,
        int low,
        int high,
        int best,
        int dialled,
        int lazy,
        double gossipFactor,
        Duration heartbeat,
        int history,
        int gossiped,
        Duration backoff,
        Duration unsubscribeBackoff,
        Duration graftFlood,
        Duration followUp,
        int opportunistic,
        Duration seen) {
    /** The numbers of the specification, as js-libp2p has them. */
    public static final MeshSettings DEFAULT = new MeshSettings(
            6,
            4,
            12,
            4,
            2,
            6,
            0.25,
            Duration.ofSeconds(1),
            5,
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            60,
            Duration.ofSeconds(120));

    /** Refuses what cannot be. */
    public MeshSettings {
        if (low < 1 || d < low || high < d || best > d || dialled > d / 2 || gossiped > history || history < 1) {
            throw new IllegalArgumentException("no such mesh");
        }
        if (heartbeat.isNegative() || heartbeat.isZero() || opportunistic < 1) {
            throw new IllegalArgumentException("no such time");
        }
    }
}
