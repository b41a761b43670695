package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;

/**
 * What a peer answered.
 *
 * @param message the answer
 * @param remote the socket's address
 */
record Answer(Message message, Multiaddr remote) {}
