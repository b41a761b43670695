package io.ggen.gossipsub;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many hosts that gossip on virtual time, and what becomes of their messages. */
final class Simulation {
    private static final Duration DIAL_WITHIN = Duration.ofSeconds(15);
    private static final int BYTES = 1024;

    final MemoryNetwork network;
    final List<MemoryHost> hosts = new ArrayList<>();
    final List<Gossipsub> nodes = new ArrayList<>();
    private final List<Stranger> sybils = new ArrayList<>();
    private final List<Long> publishedAt = new ArrayList<>();
    private final List<long[]> arrivals = new ArrayList<>();
    private final List<int[]> links = new ArrayList<>();
    private final boolean realKeys;
    private final long seed;

    /** {@code honest} hosts and {@code bad} ones that listen, want to be in every mesh, and pass on nothing. */
    Simulation(int honest, int bad, boolean realKeys, long seed) {
        this.network = new MemoryNetwork(seed);
        this.realKeys = realKeys;
        this.seed = seed;
        network.links(Link.of(Duration.ofMillis(50)).withJitter(Duration.ofMillis(10)));
        for (int i = 0; i < honest; i++) {
            honest(i);
        }
        for (int i = 0; i < bad; i++) {
            Stranger sybil = new Stranger(network, new FakeKey(1_000_000 + i));
            sybil.onRpc = (from, rpc) -> onSybil(sybil, from, rpc);
            sybils.add(sybil);
        }
    }

    private void honest(int number) {
        Signer key = realKeys ? TestSigner.of(number) : new FakeKey(number);
        MemoryHost host = network.host(PeerId.of(key.publicKey()));
        Gossipsub node = new Gossipsub(
                host,
                key,
                realKeys ? PublicKey::verifies : FakeKey::verifies,
                host.timers(),
                new SplittableRandom(seed * 31 + number),
                GossipSettings.DEFAULT);
        node.join(new Ear(number));
        hosts.add(host);
        nodes.add(node);
    }

    /** Comes back to the mesh as soon as it may, and takes what it gets. */
    private void onSybil(Stranger sybil, PeerId from, Rpc rpc) {
        sybil.got.clear();
        for (Rpc.Prune prune : rpc.prunes()) {
            network.time()
                    .schedule(
                            Duration.ofSeconds(prune.seconds() + 2),
                            () -> sybil.post(from, RpcWriter.graft(prune.topic())));
        }
    }

    private final class Ear implements TopicHandler {
        private final int number;

        Ear(int number) {
            this.number = number;
        }

        @Override
        public String topic() {
            return GossipSettings.PACKAGES;
        }

        @Override
        public CompletionStage<Verdict> received(PeerId from, byte[] data) {
            arrivals.get(ByteBuffer.wrap(data).getInt())[number] =
                    network.time().now();
            return CompletableFuture.completedFuture(Verdict.ACCEPT);
        }
    }

    /** Every host dials so many others, whoever they are; bad ones dial only honest ones. Then some time to settle. */
    void connect(int dials, Duration settle) {
        int all = hosts.size() + sybils.size();
        for (int i = 0; i < all; i++) {
            for (int d = 0; d < dials; d++) {
                int to = network.random().nextInt(i < hosts.size() ? all : hosts.size());
                if (to != i) {
                    links.add(new int[] {i, to});
                }
            }
        }
        dialAll();
        network.time().runFor(settle);
    }

    /** Dials whatever is not connected. */
    void dialAll() {
        for (int[] link : links) {
            MemoryHost from = host(link[0]);
            MemoryHost to = host(link[1]);
            var dial = from.connect(to.id(), to.addresses(), DIAL_WITHIN);
            if (link[0] >= hosts.size()) {
                Stranger sybil = sybils.get(link[0] - hosts.size());
                dial.thenRun(() -> attack(sybil, to.id()));
            } else if (link[1] >= hosts.size()) {
                Stranger sybil = sybils.get(link[1] - hosts.size());
                dial.thenRun(() -> network.time().schedule(Duration.ofMillis(200), () -> attack(sybil, from.id())));
            }
        }
    }

    private MemoryHost host(int i) {
        return i < hosts.size() ? hosts.get(i) : sybils.get(i - hosts.size()).host;
    }

    private static void attack(Stranger sybil, PeerId victim) {
        sybil.openLater(victim)
                .thenRun(() -> sybil.post(
                        victim,
                        RpcWriter.subscriptions(
                                List.of(GossipSettings.PACKAGES), true, List.of(GossipSettings.PACKAGES))));
    }

    /** So many messages, one after another, each by a host chosen by chance. */
    void publish(int messages, Duration between) {
        for (int i = 0; i < messages; i++) {
            publishBy(network.random().nextInt(hosts.size()));
            network.time().runFor(between);
        }
    }

    /** One message by host {@code author}; its number. */
    int publishBy(int author) {
        int number = publishedAt.size();
        byte[] data = new byte[BYTES];
        ByteBuffer.wrap(data).putInt(number);
        long[] arrival = new long[hosts.size()];
        Arrays.fill(arrival, -1);
        long now = network.time().now();
        arrival[author] = now;
        publishedAt.add(now);
        arrivals.add(arrival);
        nodes.get(author).publish(GossipSettings.PACKAGES, data);
        return number;
    }

    void run(Duration time) {
        network.time().runFor(time);
    }

    /** How many of the hosts in the range have message {@code number}. */
    int have(int number, int from, int to) {
        int have = 0;
        for (int i = from; i < to; i++) {
            have += arrivals.get(number)[i] >= 0 ? 1 : 0;
        }
        return have;
    }

    /** What became of the messages from number {@code first} on. */
    Outcome outcome(int first) {
        List<Long> single = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        long missing = 0;
        for (int m = first; m < publishedAt.size(); m++) {
            long last = 0;
            for (long at : arrivals.get(m)) {
                if (at < 0) {
                    missing++;
                } else {
                    last = Math.max(last, at - publishedAt.get(m));
                    single.add(at - publishedAt.get(m));
                }
            }
            whole.add(last);
        }
        single.sort(null);
        whole.sort(null);
        long wanted = (long) hosts.size() * (publishedAt.size() - first);
        return new Outcome(
                100.0 * (wanted - missing) / wanted,
                at(single, 0.5),
                at(single, 0.99),
                at(whole, 0.5),
                at(whole, 0.99),
                at(whole, 1));
    }

    private static long at(List<Long> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1_000_000;
    }

    /** How many honest hosts a message can get to at most: the largest part that honest connections hold together. */
    int connectable() {
        int[] part = new int[hosts.size()];
        for (int i = 0; i < part.length; i++) {
            part[i] = i;
        }
        for (int[] link : links) {
            if (link[0] < part.length && link[1] < part.length) {
                part[root(part, link[0])] = root(part, link[1]);
            }
        }
        int[] sizes = new int[part.length];
        int largest = 0;
        for (int i = 0; i < part.length; i++) {
            largest = Math.max(largest, ++sizes[root(part, i)]);
        }
        return largest;
    }

    private static int root(int[] part, int i) {
        return part[i] == i ? i : root(part, part[i]);
    }

    int published() {
        return publishedAt.size();
    }

    /** What has happened at each honest host. */
    GossipCounts[] counts() {
        return nodes.stream().map(node -> node.core().counts.snapshot()).toArray(GossipCounts[]::new);
    }

    /**
     * What became of messages, in percent and milliseconds.
     *
     * @param reached deliveries of those there should be
     * @param median until a host had a message
     * @param p99 likewise
     * @param allMedian until all (that ever got it) had a message
     * @param allP99 likewise
     * @param allWorst likewise
     */
    record Outcome(double reached, long median, long p99, long allMedian, long allP99, long allWorst) {}
}
