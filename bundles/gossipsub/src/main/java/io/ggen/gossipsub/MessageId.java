package io.ggen.gossipsub;

import io.ggen.api.Digest;

/**
 * What makes two messages the same one. All hosts of a network need the same function: the defaults of js, go and rust differ
 * (libp2p specs, {@code pubsub/README.md}, "Message Identification").
 */
@FunctionalInterface
public interface MessageId {
    /** SHA-256 of the data: for announcements that are content, whoever passes them on. What ggen uses. */
    MessageId DATA = (topic, from, seqno, data) -> Digest.sha256Of(data).bytes();

    /** Author and sequence number, as go does by default. */
    MessageId AUTHOR = (topic, from, seqno, data) -> {
        byte[] id = new byte[from.length + seqno.length];
        System.arraycopy(from, 0, id, 0, from.length);
        System.arraycopy(seqno, 0, id, from.length, seqno.length);
        return id;
    };

    /** At most 128 bytes. {@code from} and {@code seqno} are what the message says, verified or not; empty if it says nothing. */
    byte[] of(String topic, byte[] from, byte[] seqno, byte[] data);
}
