package io.ggen.gossipsub;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.wire.ProtoReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an RPC within bounds; throws {@link NetworkException} (MALFORMED, LIMIT) if it is none. */
final class RpcReader {
    private final GossipLimits limits;
    private final List<Rpc.Subscription> subscriptions = new ArrayList<>(0);
    private final List<Message> messages = new ArrayList<>(1);
    private final List<Rpc.Have> haves = new ArrayList<>(0);
    private final List<MessageKey> wants = new ArrayList<>(0);
    private final List<String> grafts = new ArrayList<>(0);
    private final List<Rpc.Prune> prunes = new ArrayList<>(0);
    private final List<MessageKey> unwanted = new ArrayList<>(0);
    private int haveIds;

    private RpcReader(GossipLimits limits) {
        this.limits = limits;
    }

    static Rpc read(byte[] bytes, GossipLimits limits) {
        RpcReader reader = new RpcReader(limits);
        reader.rpc(new ProtoReader(bytes));
        return new Rpc(
                reader.subscriptions,
                reader.messages,
                reader.haves,
                reader.wants,
                reader.grafts,
                reader.prunes,
                reader.unwanted);
    }

    private void rpc(ProtoReader in) {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    count(subscriptions.size());
                    subscriptions.add(subscription(in.message(Integer.MAX_VALUE)));
                }
                case 2 -> {
                    count(messages.size());
                    messages.add(message(in.message(Integer.MAX_VALUE)));
                }
                case 3 -> control(in.message(Integer.MAX_VALUE));
                default -> in.skip();
            }
        }
    }

    private void count(int present) {
        if (present >= limits.entries()) {
            throw new NetworkException(
                    NetworkException.Reason.LIMIT, "An RPC has more than " + limits.entries() + " entries of a kind.");
        }
    }

    private String topic(ProtoReader in) {
        String topic = in.string(4 * limits.topicLength());
        if (topic.length() > limits.topicLength()) {
            throw NetworkException.malformed("The name of a topic has " + topic.length() + " characters.");
        }
        return topic;
    }

    private Rpc.Subscription subscription(ProtoReader in) {
        boolean subscribe = false;
        String topic = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> subscribe = in.bool();
                case 2 -> topic = topic(in);
                default -> in.skip();
            }
        }
        return new Rpc.Subscription(subscribe, topic);
    }

    private Message message(ProtoReader in) {
        byte @Nullable [] from = null;
        byte @Nullable [] data = null;
        byte @Nullable [] seqno = null;
        String topic = "";
        byte @Nullable [] signature = null;
        byte @Nullable [] key = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> from = in.bytes(limits.rpc());
                case 2 -> data = in.bytes(limits.rpc());
                case 3 -> seqno = in.bytes(limits.rpc());
                case 4 -> topic = topic(in);
                case 5 -> signature = in.bytes(limits.rpc());
                case 6 -> key = in.bytes(limits.rpc());
                default -> in.skip();
            }
        }
        return new Message(from, data, seqno, topic, signature, key);
    }

    private void control(ProtoReader in) {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> {
                    count(haves.size());
                    haves.add(have(in.message(Integer.MAX_VALUE)));
                }
                case 2 -> ids(in.message(Integer.MAX_VALUE), wants);
                case 3 -> {
                    count(grafts.size());
                    grafts.add(graft(in.message(Integer.MAX_VALUE)));
                }
                case 4 -> {
                    count(prunes.size());
                    prunes.add(prune(in.message(Integer.MAX_VALUE)));
                }
                case 5 -> ids(in.message(Integer.MAX_VALUE), unwanted);
                default -> in.skip();
            }
        }
    }

    private Rpc.Have have(ProtoReader in) {
        String topic = "";
        List<MessageKey> ids = new ArrayList<>(4);
        while (in.next()) {
            switch (in.field()) {
                case 1 -> topic = topic(in);
                case 2 -> {
                    count(haveIds++);
                    ids.add(id(in));
                }
                default -> in.skip();
            }
        }
        return new Rpc.Have(topic, ids);
    }

    private void ids(ProtoReader in, List<MessageKey> into) {
        while (in.next()) {
            if (in.field() == 1) {
                count(into.size());
                into.add(id(in));
            } else {
                in.skip();
            }
        }
    }

    private static MessageKey id(ProtoReader in) {
        return new MessageKey(in.bytes(MessageKey.MOST_BYTES));
    }

    private String graft(ProtoReader in) {
        String topic = "";
        while (in.next()) {
            if (in.field() == 1) {
                topic = topic(in);
            } else {
                in.skip();
            }
        }
        return topic;
    }

    private Rpc.Prune prune(ProtoReader in) {
        String topic = "";
        long seconds = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> topic = topic(in);
                case 3 -> seconds = in.uint64();
                default -> in.skip();
            }
        }
        return new Rpc.Prune(topic, seconds < 0 ? Long.MAX_VALUE : seconds);
    }
}
