package io.ggen.kademlia;

import io.ggen.api.Digest;
import io.ggen.p2p.api.HostSettings;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/** A simulated network of nodes, on virtual time. */
final class Sim {
    static final Duration LONG = Duration.ofMinutes(2);
    static final Link WIDE_AREA = Link.of(Duration.ofMillis(50)).withJitter(Duration.ofMillis(20));

    final MemoryNetwork network;
    final SplittableRandom random;
    final List<Node> nodes = new ArrayList<>();
    /** What nodes that grow are like. */
    KademliaSettings settings = KademliaSettings.serving();

    private int ids;
    private int hosts;

    Sim(long seed) {
        network = new MemoryNetwork(seed);
        network.links(WIDE_AREA);
        random = new SplittableRandom(seed);
    }

    PeerId newId() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        bytes[0] ^= (byte) ids++;
        return idOf(bytes);
    }

    static PeerId idOf(byte[] digest) {
        byte[] id = new byte[34];
        id[0] = 0x12;
        id[1] = 0x20;
        System.arraycopy(digest, 0, id, 2, 32);
        return PeerId.fromBytes(id);
    }

    static PeerId idOf(String text) {
        return idOf(Digest.sha256Of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes());
    }

    /** A host at a public address, in a network that it has for itself. */
    MemoryHost host() {
        return host(newId(), "20." + (hosts >> 8) + "." + (hosts++ & 255) + ".1");
    }

    MemoryHost host(PeerId id, String ip) {
        return network.host(id, HostSettings.listeningOn("sim", Multiaddr.parse("/ip4/" + ip + "/tcp/4001")));
    }

    /** A node that has not joined yet. */
    Node node(KademliaSettings settings) {
        return node(host(), settings, PeerMemory.none(), SweepMemory.none());
    }

    Node node(MemoryHost host, KademliaSettings settings, PeerMemory peers, SweepMemory sweeps) {
        Kademlia kad = new Kademlia(
                host, host.timers(), network.clock(), new SplittableRandom(random.nextLong()), settings, peers, sweeps);
        kad.validate(new Numbered());
        Node node = new Node(host, kad);
        nodes.add(node);
        return node;
    }

    /** {@code count} servers that join one after another, each through up to three of those that are there. */
    void grow(int count) {
        for (int i = 0; i < count; i++) {
            join(node(settings));
        }
    }

    void join(Node node) {
        List<PeerAddresses> known = new ArrayList<>();
        for (int i = 0; i < 3 && nodes.size() > 1; i++) {
            Node other = nodes.get(random.nextInt(nodes.size()));
            if (other != node) {
                known.add(other.address());
            }
        }
        node.kad().start(known);
        network.time().runFor(Duration.ofMillis(50));
    }

    Node any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    void settle(Duration time) {
        network.time().runFor(time);
    }

    <T> T await(CompletionStage<T> stage) {
        return network.time().await(stage, LONG);
    }
}
