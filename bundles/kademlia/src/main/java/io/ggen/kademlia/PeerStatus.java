package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import java.time.Duration;

/**
 * A peer in the table.
 *
 * @param peer who and where
 * @param bucket how many bits it has in common with this host
 * @param known for how long it is in the table
 * @param seen how long ago it was last heard of
 * @param live whether it answered when it was asked last
 * @param trouble what was wrong last, as a sentence; empty if nothing was
 */
public record PeerStatus(PeerAddresses peer, int bucket, Duration known, Duration seen, boolean live, String trouble) {}
