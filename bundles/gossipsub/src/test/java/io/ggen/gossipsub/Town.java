package io.ggen.gossipsub;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/** Some hosts that gossip, with real keys, for tests. */
final class Town {
    static final String TOPIC = Listening.TOPIC;

    final MemoryNetwork network;
    final List<Node> nodes = new ArrayList<>();
    private long keys;

    Town() {
        this(1);
    }

    Town(long seed) {
        network = new MemoryNetwork(seed);
    }

    /** One that plays by the rules. */
    record Node(MemoryHost host, Gossipsub gossip, Listening ear, Signer key) {
        PeerId id() {
            return host.id();
        }

        Topic topic() {
            Topic topic = gossip.core().topics.get(TOPIC);
            if (topic == null) {
                throw new IllegalStateException("not in the topic");
            }
            return topic;
        }

        Neighbour neighbour(PeerId peer) {
            Neighbour neighbour = gossip.core().neighbours.get(peer);
            if (neighbour == null) {
                throw new IllegalStateException("not a neighbour");
            }
            return neighbour;
        }

        boolean hasInMesh(PeerId peer) {
            return topic().mesh.stream().anyMatch(member -> member.id.equals(peer));
        }

        double scoreOf(PeerId peer) {
            PeerScore score = gossip.core().scores.find(peer);
            return score == null
                    ? 0
                    : gossip.core().scores.value(score, gossip.core().now());
        }

        String complaintAbout(PeerId peer) {
            PeerScore score = gossip.core().scores.find(peer);
            return score == null ? "" : score.complaint;
        }

        GossipCounts counts() {
            return gossip.core().counts.snapshot();
        }
    }

    Node node() {
        return node(GossipSettings.DEFAULT, new Listening());
    }

    Node node(GossipSettings settings, Listening ear) {
        Node node = silent(settings, ear);
        node.gossip.join(ear);
        return node;
    }

    /** Not in the topic. */
    Node silent(GossipSettings settings, Listening ear) {
        long number = keys++;
        Signer key = TestSigner.of(number);
        MemoryHost host = network.host(PeerId.of(key.publicKey()));
        Gossipsub gossip =
                new Gossipsub(host, key, PublicKey::verifies, host.timers(), new SplittableRandom(number), settings);
        Node node = new Node(host, gossip, ear, key);
        nodes.add(node);
        return node;
    }

    /** The same host with a node that has just begun. */
    Node again(Node before) {
        Gossipsub gossip = new Gossipsub(
                before.host,
                before.key,
                PublicKey::verifies,
                before.host.timers(),
                new SplittableRandom(keys++),
                GossipSettings.DEFAULT);
        Node node = new Node(before.host, gossip, new Listening(), before.key);
        node.gossip.join(node.ear);
        nodes.add(node);
        return node;
    }

    Stranger stranger(ProtocolId... protocols) {
        return new Stranger(network, TestSigner.of(1000 + keys++), protocols);
    }

    void connect(Node from, Node to) {
        network.time().await(from.host.connect(to.id(), to.host.addresses(), Stranger.SOON), Stranger.SOON);
    }

    void run(Duration time) {
        network.time().runFor(time);
    }

    void seconds(long seconds) {
        run(Duration.ofSeconds(seconds));
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, Duration.ofSeconds(60));
    }

    int publish(Node by, String text) {
        return await(by.gossip.publish(TOPIC, bytes(text)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A message as the owner of {@code key} would write it. */
    static Message message(Signer key, String text) {
        return message(key, TOPIC, bytes(text));
    }

    static Message message(Signer key, String topic, byte[] data) {
        PeerId author = PeerId.of(key.publicKey());
        return new Authenticity(key, author, PublicKey::verifies, 7).sign(topic, data);
    }

    static MessageKey id(String text) {
        return new MessageKey(MessageId.DATA.of(TOPIC, new byte[0], new byte[0], bytes(text)));
    }
}
