package io.ggen.gossipsub;

import io.ggen.gossipsub.SeenCache.Entry;
import io.ggen.gossipsub.SeenCache.Status;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.List;

/** The way of a message: from a peer through all checks to handlers, and on to others. For one lane. */
final class Deliveries {
    /** A copy that comes later is late for whatever reason, and none that is needed. */
    private static final long LATE = Duration.ofSeconds(30).toNanos();

    private final Core core;
    private final Authenticity authenticity;
    private final Gossip gossip;
    private final Validation validation;
    private final GossipLimits limits;

    Deliveries(Core core, Authenticity authenticity, Gossip gossip) {
        this.core = core;
        this.authenticity = authenticity;
        this.gossip = gossip;
        this.validation = new Validation(core, this::decided);
        this.limits = core.settings.limits();
    }

    void receive(Neighbour from, Message message) {
        Topic topic = core.topics.get(message.topic());
        if (topic == null || authenticity.isOwn(message)) {
            core.counts.foreign++;
            return;
        }
        if (message.content().length > limits.data()) {
            forged(from, topic, "sent a message that is too large");
            return;
        }
        MessageKey id = message.id(core.settings.messageId());
        Entry known = core.seen.get(id);
        if (known != null) {
            duplicate(from, topic, known);
            return;
        }
        if (from.checks >= limits.checksPerSecond() || !validation.hasRoom(from.score)) {
            core.overload();
            return;
        }
        from.checks++;
        switch (authenticity.check(message)) {
            case FORGED -> forged(from, topic, "sent a message without a good signature");
            case UNKNOWN_KIND -> core.counts.unchecked++;
            case GOOD -> {
                Entry entry = core.seen.add(id, core.now());
                entry.isNewFrom(from.score);
                if (message.content().length >= core.settings.unwantedFrom()) {
                    gossip.tellUnwanted(topic, id, from);
                }
                validation.ask(topic, message, entry, from);
            }
        }
    }

    private void forged(Neighbour from, Topic topic, String what) {
        core.counts.forged++;
        blame(from.score, topic, what);
    }

    private void blame(PeerScore peer, Topic topic, String what) {
        core.scores.in(peer, topic.name).invalid++;
        peer.complaints++;
        peer.complaint = what;
    }

    private void duplicate(Neighbour from, Topic topic, Entry known) {
        long now = core.now();
        core.counts.duplicates++;
        boolean isNew = known.isNewFrom(from.score);
        if (!isNew || now - known.at > LATE) {
            core.counts.repeats++;
            if (++from.repeats > limits.repeats()) {
                core.complainOnce(from, "sent the same messages again");
            }
        } else if (known.status == Status.REJECTED) {
            blame(from.score, topic, "sent a message that is invalid");
        } else if (known.status == Status.ACCEPTED) {
            TopicConduct conduct = core.scores.in(from.score, topic.name);
            if (now - known.decidedAt <= conduct.rules.window) {
                conduct.brought();
            }
        }
    }

    private void decided(Topic topic, Message message, Entry entry, Status verdict) {
        entry.decided(verdict, core.now());
        boolean isStillIn = core.topics.get(topic.name) == topic;
        switch (verdict) {
            case REJECTED -> {
                core.counts.rejected++;
                for (PeerScore bringer : isStillIn ? entry.bringers : List.<PeerScore>of()) {
                    blame(bringer, topic, "sent a message that is invalid");
                }
            }
            case ACCEPTED -> {
                core.counts.accepted++;
                if (isStillIn) {
                    reward(topic, entry);
                    forward(topic, message, entry);
                }
            }
            default -> core.counts.ignored++;
        }
    }

    private void reward(Topic topic, Entry entry) {
        boolean first = true;
        for (PeerScore bringer : entry.bringers) {
            TopicConduct conduct = core.scores.in(bringer, topic.name);
            if (first) {
                conduct.broughtFirst();
            } else {
                conduct.brought();
            }
            first = false;
        }
    }

    private void forward(Topic topic, Message message, Entry entry) {
        byte[] rpc = RpcWriter.message(message);
        core.cache.put(entry.id, topic.name, rpc);
        byte[] from = message.from();
        PeerId author = PeerId.fromBytes(from == null ? new byte[0] : from);
        for (Neighbour peer : topic.mesh) {
            pass(peer, author, entry, rpc);
        }
        for (Neighbour peer : core.neighbours.values()) {
            if (!peer.isMeshed()
                    && peer.topics.contains(topic.name)
                    && core.score(peer) >= core.settings.score().publish()) {
                pass(peer, author, entry, rpc);
            }
        }
    }

    private void pass(Neighbour peer, PeerId author, Entry entry, byte[] rpc) {
        if (!entry.bringers.contains(peer.score) && !peer.id.equals(author) && peer.wants(entry.id)) {
            core.counts.forwarded += core.send(peer, rpc, Outbox.Weight.MESSAGE) ? 1 : 0;
        }
    }

    /** Signs and sends to everybody in the topic (flood publishing); to how many. */
    int publish(String topic, byte[] data) {
        Message message = authenticity.sign(topic, data);
        MessageKey id = message.id(core.settings.messageId());
        if (core.seen.get(id) != null) {
            return 0;
        }
        core.seen.add(id, core.now()).decided(Status.ACCEPTED, core.now());
        byte[] rpc = RpcWriter.message(message);
        core.cache.put(id, topic, rpc);
        core.counts.published++;
        int sent = 0;
        for (Neighbour peer : core.subscribers(topic, core.settings.score().publish())) {
            sent += core.send(peer, rpc, Outbox.Weight.MESSAGE) ? 1 : 0;
        }
        return sent;
    }

    /** A heartbeat has passed. */
    void heartbeat() {
        validation.giveUp();
        core.seen.expire(core.now());
    }

    int validating() {
        return validation.size();
    }
}
