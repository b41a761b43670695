package io.ggen.gossipsub;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream to each peer that speaks a protocol of ours, for writing alone, and one from it, for reading alone (libp2p
 * specs, {@code pubsub/README.md}, "Stream management"). For one lane.
 */
final class Links {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_FAILURES = 5;

    private final Core core;
    private final Host host;
    private final Meshes meshes;
    private final Set<PeerId> connected = new HashSet<>();

    Links(Core core, Host host, Meshes meshes) {
        this.core = core;
        this.host = host;
        this.meshes = meshes;
    }

    void connected(PeerId peer) {
        connected.add(peer);
        Neighbour present = core.neighbours.get(peer);
        if (present != null) {
            look(present);
        }
    }

    /** A peer has told what it speaks. */
    void identified(PeerId peer, boolean speaksOurs) {
        Neighbour known = core.neighbours.get(peer);
        if (known == null && (!speaksOurs || !connected.contains(peer))) {
            return;
        }
        Neighbour neighbour = known == null ? add(peer) : known;
        if (neighbour != null && speaksOurs) {
            neighbour.failures = 0;
            open(neighbour);
        }
    }

    void disconnected(PeerId peer) {
        connected.remove(peer);
        Neighbour neighbour = core.neighbours.remove(peer);
        if (neighbour != null) {
            forget(neighbour);
        }
    }

    private void forget(Neighbour neighbour) {
        meshes.gone(neighbour);
        core.scores.left(neighbour.score, core.now());
        Outbox outbox = neighbour.outbox;
        neighbour.outbox = null;
        if (outbox != null) {
            outbox.end("the peer has gone");
        }
        if (neighbour.pause != null) {
            neighbour.pause.complete(null);
        }
    }

    /** The neighbour that opened a stream to us; null if there are too many. */
    @Nullable
    Neighbour arrived(Stream stream) {
        Neighbour known = core.neighbours.get(stream.peer());
        Neighbour neighbour = known == null ? add(stream.peer()) : known;
        if (neighbour == null) {
            return null;
        }
        Stream before = neighbour.inbound;
        neighbour.inbound = stream;
        if (before != null) {
            before.reset("the peer has opened another stream");
        }
        open(neighbour);
        return neighbour;
    }

    /** The stream that a peer wrote to has ended. */
    void ended(Neighbour neighbour, Stream stream) {
        if (neighbour.inbound == stream) {
            neighbour.inbound = null;
        }
        forgetIfNobody(neighbour);
    }

    private void forgetIfNobody(Neighbour neighbour) {
        if (!connected.contains(neighbour.id)
                && neighbour.inbound == null
                && neighbour.outbox == null
                && !neighbour.opening) {
            if (core.neighbours.remove(neighbour.id, neighbour)) {
                forget(neighbour);
            }
        }
    }

    @Nullable
    private Neighbour add(PeerId peer) {
        if (core.neighbours.size() >= core.settings.limits().peers()) {
            return null;
        }
        Neighbour neighbour = new Neighbour(peer, core.scores.arrived(peer, List.of()));
        core.neighbours.put(peer, neighbour);
        look(neighbour);
        return neighbour;
    }

    /** Looks who dialled, and where the peer's sockets are. */
    private void look(Neighbour neighbour) {
        List<Multiaddr> remotes = new ArrayList<>(1);
        neighbour.dialled = false;
        for (Connection connection : host.connections()) {
            if (connection.peer().equals(neighbour.id)) {
                remotes.add(connection.remote());
                neighbour.dialled |= !connection.inbound();
            }
        }
        core.scores.arrived(neighbour.id, remotes);
    }

    private void open(Neighbour neighbour) {
        if (neighbour.outbox != null || neighbour.opening || neighbour.failures >= MOST_FAILURES) {
            return;
        }
        neighbour.opening = true;
        host.open(neighbour.id, Protocols.ALL, OPEN_WITHIN)
                .whenCompleteAsync(
                        (stream, failure) -> {
                            neighbour.opening = false;
                            if (failure == null) {
                                opened(neighbour, stream);
                            } else {
                                failed(neighbour);
                            }
                        },
                        core.timers);
    }

    private void opened(Neighbour neighbour, Stream stream) {
        if (core.neighbours.get(neighbour.id) != neighbour) {
            stream.reset("the peer has gone");
            return;
        }
        Outbox outbox = new Outbox(
                stream,
                core.timers,
                core.settings.limits().queuedBytes(),
                dead -> core.timers.execute(() -> lost(neighbour, dead)));
        neighbour.protocol = stream.protocol();
        neighbour.outbox = outbox;
        watch(stream, outbox);
        meshes.hello(neighbour);
    }

    /** Nothing is to come on this stream; but when it fails, that shows here first. */
    private void watch(Stream stream, Outbox outbox) {
        stream.read()
                .whenCompleteAsync(
                        (bytes, failure) -> {
                            if (failure != null) {
                                outbox.end("the stream failed");
                            }
                        },
                        core.timers);
    }

    private void lost(Neighbour neighbour, Outbox outbox) {
        if (neighbour.outbox == outbox) {
            neighbour.outbox = null;
            meshes.gone(neighbour);
            failed(neighbour);
        }
    }

    private void failed(Neighbour neighbour) {
        neighbour.failures++;
        neighbour.retryAt =
                core.now() + Duration.ofSeconds(1L << neighbour.failures).toNanos();
        forgetIfNobody(neighbour);
    }

    /** A heartbeat has passed: opens again what was lost, gives up what is stuck. */
    void heartbeat() {
        for (Neighbour neighbour : List.copyOf(core.neighbours.values())) {
            neighbour.refill(core.tick, Gossip.UNWANTED_LASTS);
            Outbox outbox = neighbour.outbox;
            if (outbox != null && outbox.isStuck()) {
                outbox.end("the peer has not read for too long");
            } else if (outbox != null
                    && neighbour.failures > 0
                    && core.now() - neighbour.retryAt > OPEN_WITHIN.toNanos()) {
                neighbour.failures = 0;
            } else if (outbox == null && neighbour.failures > 0 && neighbour.retryAt - core.now() <= 0) {
                open(neighbour);
            }
        }
    }

    /** Says goodbye to all. */
    void close() {
        for (Neighbour neighbour : core.neighbours.values()) {
            if (neighbour.outbox != null) {
                neighbour.outbox.close();
                neighbour.outbox = null;
            }
            if (neighbour.inbound != null) {
                neighbour.inbound.close();
            }
        }
        core.neighbours.clear();
    }
}
