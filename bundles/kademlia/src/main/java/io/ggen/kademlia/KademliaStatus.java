package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.util.List;
import java.util.Map;

/**
 * A node as it is now.
 *
 * @param server whether it answers others
 * @param peers how many peers are in its table
 * @param buckets how many of them have 0, 1, 2, … bits in common with it
 * @param networkPeers about how many peers the network has; 0 if that is not known yet
 * @param values records it holds
 * @param valueBytes their bytes
 * @param providers providers it knows
 * @param kept records and contents that it keeps alive
 * @param requests requests it has sent
 * @param lookups lookups it has started
 * @param faults what others did wrong, counted
 * @param dropped whom it took out of its table lately, and why: one line for people
 */
public record KademliaStatus(
        boolean server,
        int peers,
        List<Integer> buckets,
        long networkPeers,
        int values,
        long valueBytes,
        int providers,
        int kept,
        long requests,
        long lookups,
        long faults,
        Map<PeerId, String> dropped) {
    /** Copies. */
    public KademliaStatus {
        buckets = List.copyOf(buckets);
        dropped = Map.copyOf(dropped);
    }
}
