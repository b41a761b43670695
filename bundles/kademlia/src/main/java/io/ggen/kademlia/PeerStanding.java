package io.ggen.kademlia;

import java.util.Optional;

/**
 * What a node knows of a peer.
 *
 * @param inTable how it is in the table, if it is there
 * @param dropped why it was taken out of the table, and has not come back; empty if it was not, or that is long ago
 * @param fault what it did wrong last; empty if nothing
 * @param banned whether it is not listened to for now
 */
public record PeerStanding(Optional<PeerStatus> inTable, String dropped, String fault, boolean banned) {}
