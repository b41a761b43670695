package io.ggen.gossipsub;

import io.ggen.p2p.api.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * One message as it is on the wire (libp2p specs, {@code pubsub/README.md}, "The Message"); what is missing is null.
 *
 * @param from who wrote it: the bytes of a peer id
 * @param data what it says
 * @param seqno eight bytes
 * @param topic where; empty text if missing
 * @param signature of the author
 * @param key the author's key, where it is not in the id
 */
record Message(
        byte @Nullable [] from,
        byte @Nullable [] data,
        byte @Nullable [] seqno,
        String topic,
        byte @Nullable [] signature,
        byte @Nullable [] key) {
    private static final byte[] NOTHING = {};

    byte[] content() {
        return data == null ? NOTHING : data;
    }

    /** Its id by {@code function}. */
    MessageKey id(MessageId function) {
        return new MessageKey(
                function.of(topic, from == null ? NOTHING : from, seqno == null ? NOTHING : seqno, content()));
    }

    /** The fields 1 to 4: what is signed. */
    ProtoWriter unsigned() {
        ProtoWriter out = new ProtoWriter();
        if (from != null) {
            out.bytes(1, from);
        }
        if (data != null) {
            out.bytes(2, data);
        }
        if (seqno != null) {
            out.bytes(3, seqno);
        }
        if (!topic.isEmpty()) {
            out.string(4, topic);
        }
        return out;
    }

    /** All fields. */
    ProtoWriter whole() {
        ProtoWriter out = unsigned();
        if (signature != null) {
            out.bytes(5, signature);
        }
        if (key != null) {
            out.bytes(6, key);
        }
        return out;
    }
}
