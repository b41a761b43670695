package io.ggen.gossipsub;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.gossipsub.PeerReport.Standing;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.pubsub.PubSub;
import io.ggen.p2p.api.pubsub.TopicHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Gossipsub 1.1 with IDONTWANT of 1.2 (libp2p specs, {@code pubsub/gossipsub}), on one host. Listens to the host from the
 * moment it is made until it is closed. All work is done in the lane of the timers; all methods can be called from anywhere.
 */
public final class Gossipsub implements PubSub {
    private static final Duration FIRST_HEARTBEAT = Duration.ofMillis(100);

    private final Core core;
    private final Meshes meshes;
    private final Deliveries deliveries;
    private final Gossip gossip;
    private final Links links;
    private final Inbox inbox;
    private final List<Registration> registrations = new ArrayList<>(2);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean over;

    /**
     * Takes part from now on.
     *
     * @param host whose peers to talk to; closing it stays with the caller
     * @param signer the key of {@code host}: messages are signed with it
     * @param timers the lane
     * @param random chance; only used in the lane
     * @param settings how
     */
    public Gossipsub(Host host, Signer signer, Timers timers, RandomGenerator random, GossipSettings settings) {
        this(host, signer, PublicKey::verifies, timers, random, settings);
    }

    Gossipsub(
            Host host,
            Signer signer,
            Verifier verifier,
            Timers timers,
            RandomGenerator random,
            GossipSettings settings) {
        this.core = new Core(settings, timers, random, host.id());
        long firstSeqno = settings.firstSeqno() == 0 ? random.nextLong() >>> 2 : settings.firstSeqno();
        this.meshes = new Meshes(core);
        this.gossip = new Gossip(core);
        this.deliveries = new Deliveries(core, new Authenticity(signer, host.id(), verifier, firstSeqno), gossip);
        this.links = new Links(core, host, meshes);
        this.inbox = new Inbox(core, meshes, gossip, deliveries, links);
        registrations.add(host.handle(new Inbound()));
        registrations.add(host.listen(new Listener()));
        long heartbeat = settings.mesh().heartbeat().toNanos();
        timers.schedule(FIRST_HEARTBEAT.plusNanos(random.nextLong(heartbeat)), this::heartbeat);
    }

    /** Runs in the lane, unless this is over. */
    private void run(Runnable task) {
        core.timers.execute(() -> {
            if (!over) {
                task.run();
            }
        });
    }

    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        core.timers.execute(() -> {
            if (over) {
                answer.completeExceptionally(
                        new NetworkException(NetworkException.Reason.CLOSED, "Gossip is closed; nothing was sent."));
            } else {
                answer.complete(question.get());
            }
        });
        return answer;
    }

    /**
     * Listens to {@code handler.topic()} until the registration is closed. With the first handler of a topic this host
     * enters it, with the last one it leaves.
     */
    public Registration join(TopicHandler handler) {
        String name = handler.topic();
        if (name.isEmpty() || name.length() > core.settings.limits().topicLength()) {
            throw new IllegalArgumentException(
                    "a topic has 1 to " + core.settings.limits().topicLength() + " characters, not " + name.length());
        }
        run(() -> {
            Topic topic = core.topics.get(name);
            (topic == null ? meshes.join(name) : topic).handlers.add(handler);
        });
        return () -> run(() -> {
            Topic topic = core.topics.get(name);
            if (topic != null && topic.handlers.remove(handler) && topic.handlers.isEmpty()) {
                meshes.leave(topic);
            }
        });
    }

    /**
     * As {@link PubSub#publish}: to everybody subscribed whose score allows it. Data that this host has sent or seen in the
     * last two minutes is the same message and not sent again: 0. Fails with LIMIT if it is too large, with CLOSED if this
     * is closed.
     */
    @Override
    public CompletionStage<Integer> publish(String topic, byte[] data) {
        GossipLimits limits = core.settings.limits();
        if (data.length > limits.data() || topic.isEmpty() || topic.length() > limits.topicLength()) {
            return CompletableFuture.failedFuture(new NetworkException(
                    NetworkException.Reason.LIMIT,
                    "A message has at most " + limits.data() + " bytes and its topic 1 to " + limits.topicLength()
                            + " characters; nothing was sent."));
        }
        byte[] copy = data.clone();
        return ask(() -> deliveries.publish(topic, copy));
    }

    /** All peers that speak gossip, as they are now. */
    public CompletionStage<List<PeerReport>> peers() {
        return ask(() -> {
            List<PeerReport> all = new ArrayList<>(core.neighbours.size());
            for (Neighbour neighbour : core.neighbours.values()) {
                all.add(report(neighbour));
            }
            return all;
        });
    }

    /** What is known of one peer: one that is here, or one that has gone and left a bad impression; empty of all others. */
    public CompletionStage<Optional<PeerReport>> peer(PeerId peer) {
        return ask(() -> {
            Neighbour here = core.neighbours.get(peer);
            if (here != null) {
                return Optional.of(report(here));
            }
            PeerScore remembered = core.scores.find(peer);
            return remembered == null
                    ? Optional.empty()
                    : Optional.of(report(remembered, "", List.of(), List.of(), false));
        });
    }

    private PeerReport report(Neighbour neighbour) {
        List<String> meshes = new ArrayList<>(1);
        for (Topic topic : core.topics.values()) {
            if (topic.mesh.contains(neighbour)) {
                meshes.add(topic.name);
            }
        }
        ProtocolId protocol = neighbour.protocol;
        return report(
                neighbour.score,
                protocol == null ? "" : protocol.value(),
                List.copyOf(neighbour.topics),
                meshes,
                neighbour.dialled);
    }

    private PeerReport report(
            PeerScore peer, String protocol, List<String> topics, List<String> meshes, boolean dialled) {
        ScoreParts parts = core.scores.parts(peer, core.now());
        return new PeerReport(
                peer.peer,
                protocol,
                topics,
                meshes,
                dialled,
                parts,
                standing(parts.total()),
                peer.complaints,
                peer.complaint);
    }

    private Standing standing(double score) {
        ScoreSettings rules = core.settings.score();
        if (score < rules.graylist()) {
            return Standing.GRAYLISTED;
        }
        if (score < rules.publish()) {
            return Standing.NO_MESSAGES;
        }
        if (score < rules.gossip()) {
            return Standing.NO_GOSSIP;
        }
        return score < 0 ? Standing.NO_MESH : Standing.GOOD;
    }

    /** The topics this host is in, as they are now. */
    public CompletionStage<List<TopicReport>> topics() {
        return ask(() -> {
            List<TopicReport> all = new ArrayList<>(core.topics.size());
            for (Topic topic : core.topics.values()) {
                int subscribed = 0;
                for (Neighbour neighbour : core.neighbours.values()) {
                    subscribed += neighbour.topics.contains(topic.name) ? 1 : 0;
                }
                all.add(new TopicReport(topic.name, topic.mesh.size(), subscribed));
            }
            return List.copyOf(all);
        });
    }

    /** How many peers speak gossip with this host. */
    public CompletionStage<Integer> size() {
        return ask(core.neighbours::size);
    }

    /** What has happened so far. */
    public CompletionStage<GossipCounts> counts() {
        return ask(core.counts::snapshot);
    }

    /** Ends: all hear that this host listens to nothing any more; complete when that was handed to the transport. May be called again. */
    public CompletionStage<Void> close() {
        core.timers.execute(() -> {
            if (!over) {
                over = true;
                registrations.forEach(Registration::close);
                meshes.goodbye();
                links.close();
                closed.complete(null);
            }
        });
        return closed;
    }

    private void heartbeat() {
        if (over) {
            return;
        }
        core.tick++;
        try {
            core.scores.decay(core.now());
            gossip.checkPromises();
            links.heartbeat();
            deliveries.heartbeat();
            meshes.heartbeat();
            gossip.emit();
            core.cache.shift();
        } finally {
            core.timers.schedule(core.settings.mesh().heartbeat(), this::heartbeat);
        }
    }

    /** For tests. */
    Core core() {
        return core;
    }

    /** For tests. */
    Gossip gossip() {
        return gossip;
    }

    /** For tests. */
    Deliveries deliveries() {
        return deliveries;
    }

    private final class Inbound implements ProtocolHandler {
        /** One is enough; a new one takes the place of the old. */
        private static final int MOST_STREAMS = 4;

        @Override
        public List<ProtocolId> protocols() {
            return Protocols.ALL;
        }

        @Override
        public void handle(Stream stream) {
            run(() -> inbox.read(stream));
        }

        @Override
        public int streamsPerPeer() {
            return MOST_STREAMS;
        }
    }

    private final class Listener implements PeerListener {
        @Override
        public void connected(PeerId peer) {
            run(() -> links.connected(peer));
        }

        @Override
        public void identified(PeerInfo info) {
            boolean speaksOurs = Protocols.isAmong(info.protocols());
            run(() -> links.identified(info.peer(), speaksOurs));
        }

        @Override
        public void disconnected(PeerId peer, String why) {
            run(() -> links.disconnected(peer));
        }
    }
}
