package io.ggen.gossipsub;

import java.util.List;

/**
 * What one peer sends another at once (libp2p specs, {@code pubsub/README.md} "The RPC", {@code gossipsub-v1.0.md} to
 * {@code -v1.2.md} "Protobuf"). Peers that a PRUNE proposes are not read.
 */
record Rpc(
        List<Subscription> subscriptions,
        List<Message> messages,
        List<Have> haves,
        List<MessageKey> wants,
        List<String> grafts,
        List<Prune> prunes,
        List<MessageKey> unwanted) {
    /** A topic that the peer is in, or is no longer. */
    record Subscription(boolean subscribe, String topic) {}

    /** Messages of a topic that the peer has (IHAVE). */
    record Have(String topic, List<MessageKey> ids) {}

    /** The end of being in each other's mesh; 0 seconds: none were told. */
    record Prune(String topic, long seconds) {}
}
