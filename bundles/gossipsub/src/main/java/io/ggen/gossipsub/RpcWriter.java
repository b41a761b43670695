package io.ggen.gossipsub;

import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes RPCs, field by field in ascending order as js-libp2p does. */
final class RpcWriter {
    private RpcWriter() {}

    static byte[] message(Message message) {
        return new ProtoWriter().message(2, message.whole()).toBytes();
    }

    /** Topics entered or left, and those to be grafted right away. */
    static byte[] subscriptions(Collection<String> topics, boolean subscribe, List<String> grafts) {
        ProtoWriter rpc = new ProtoWriter();
        for (String topic : topics) {
            rpc.message(1, new ProtoWriter().varint(1, subscribe ? 1 : 0).string(2, topic));
        }
        if (!grafts.isEmpty()) {
            rpc.message(3, grafts(grafts));
        }
        return rpc.toBytes();
    }

    static byte[] have(String topic, List<MessageKey> ids) {
        ProtoWriter have = new ProtoWriter().string(1, topic);
        for (MessageKey id : ids) {
            have.bytes(2, id.bytes());
        }
        return control(new ProtoWriter().message(1, have));
    }

    static byte[] want(List<MessageKey> ids) {
        return control(new ProtoWriter().message(2, ids(ids)));
    }

    static byte[] graft(String topic) {
        return control(grafts(List.of(topic)));
    }

    private static ProtoWriter grafts(List<String> topics) {
        ProtoWriter control = new ProtoWriter();
        for (String topic : topics) {
            control.message(3, new ProtoWriter().string(1, topic));
        }
        return control;
    }

    /** With {@code seconds} of backoff, or without where the peer does not know it. */
    static byte[] prune(String topic, @Nullable Long seconds) {
        ProtoWriter prune = new ProtoWriter().string(1, topic);
        if (seconds != null) {
            prune.varint(3, seconds);
        }
        return control(new ProtoWriter().message(4, prune));
    }

    static byte[] unwanted(List<MessageKey> ids) {
        return control(new ProtoWriter().message(5, ids(ids)));
    }

    private static ProtoWriter ids(List<MessageKey> ids) {
        ProtoWriter out = new ProtoWriter();
        for (MessageKey id : ids) {
            out.bytes(1, id.bytes());
        }
        return out;
    }

    private static byte[] control(ProtoWriter control) {
        return new ProtoWriter().message(3, control).toBytes();
    }
}
