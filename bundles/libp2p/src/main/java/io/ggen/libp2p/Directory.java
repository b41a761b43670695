package io.ggen.libp2p;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import io.ggen.p2p.api.Registration;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a host and what their peers said. Safe for use by many threads; listeners are called in one lane, in the
 * order in which things happened.
 */
final class Directory {
    private static final System.Logger LOG = System.getLogger(Directory.class.getName());

    private static final int MOST_FAILURES_TO_TELL = 100;

    private final Limits limits;
    private final Executor lane;
    private final List<PeerConnection> connections = new ArrayList<>();
    private final Map<PeerId, Known> peers = new LinkedHashMap<>();
    private final AtomicInteger failuresToTell = new AtomicInteger();
    private boolean closed;

    /** Only the lane touches these. */
    private final List<PeerListener> listeners = new ArrayList<>();

    private final Map<PeerId, Told> told = new LinkedHashMap<>();

    private static final class Known {
        private int connections;
        private @Nullable PeerInfo info;
        private long seq = -1;
    }

    private static final class Told {
        private @Nullable PeerInfo info;
    }

    /** An empty one; {@code lane} runs one task after another. */
    Directory(Limits limits, Executor lane) {
        this.limits = limits;
        this.lane = lane;
    }

    /** Throws {@link NetworkException} (LIMIT) if there are too many connections, CLOSED if there shall be no more. */
    synchronized void add(PeerConnection connection) {
        if (closed) {
            throw new NetworkException(Reason.CLOSED, "This host was closed.");
        }
        Known known = peers.get(connection.peer());
        if (connections.size() >= limits.connections()
                || known != null && known.connections >= limits.connectionsPerPeer()) {
            throw new NetworkException(
                    Reason.REFUSED,
                    known != null && known.connections >= limits.connectionsPerPeer()
                            ? "There are " + known.connections
                                    + " connections with this peer already, the most allowed."
                            : "There are " + connections.size() + " connections already, the most allowed.");
        }
        connections.add(connection);
        if (known == null) {
            known = new Known();
            peers.put(connection.peer(), known);
            PeerId peer = connection.peer();
            lane.execute(() -> {
                told.put(peer, new Told());
                tell(listener -> listener.connected(peer));
            });
        }
        known.connections++;
    }

    /** Forgets {@code connection}; does nothing if it is forgotten already. */
    synchronized void remove(PeerConnection connection, String why) {
        if (!connections.remove(connection)) {
            return;
        }
        PeerId peer = connection.peer();
        Known known = peers.get(peer);
        if (known != null && --known.connections == 0) {
            peers.remove(peer);
            lane.execute(() -> {
                told.remove(peer);
                tell(listener -> listener.disconnected(peer, why));
            });
        }
    }

    /**
     * Notes what a connected peer said. Addresses of a signed record with a lower {@code seq} than one seen before
     * are not taken; -1 stands for addresses without a record.
     */
    synchronized void identified(PeerInfo info, long seq) {
        Known known = peers.get(info.peer());
        if (known == null) {
            return;
        }
        PeerInfo before = known.info;
        PeerInfo taken = info;
        if (before != null && seq < known.seq) {
            taken = new PeerInfo(info.peer(), info.protocols(), before.addresses(), info.agent(), info.observed());
        }
        known.seq = Math.max(seq, known.seq);
        known.info = taken;
        PeerInfo news = taken;
        lane.execute(() -> {
            Told about = told.get(news.peer());
            if (about != null) {
                about.info = news;
                tell(listener -> listener.identified(news));
            }
        });
    }

    /** Tells listeners of a connection that came to nothing; not of all, if that happens faster than they hear of it. */
    void failed(Multiaddr address, boolean inbound, String why) {
        if (failuresToTell.incrementAndGet() > MOST_FAILURES_TO_TELL) {
            failuresToTell.decrementAndGet();
            return;
        }
        try {
            lane.execute(() -> {
                failuresToTell.decrementAndGet();
                tell(listener -> listener.handshakeFailed(address, inbound, why));
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the host was closed meanwhile");
        }
    }

    Registration listen(PeerListener listener) {
        lane.execute(() -> {
            listeners.add(listener);
            told.forEach((peer, about) -> {
                call(listener, one -> one.connected(peer));
                PeerInfo info = about.info;
                if (info != null) {
                    call(listener, one -> one.identified(info));
                }
            });
        });
        return () -> lane.execute(() -> {
            for (Iterator<PeerListener> all = listeners.iterator(); all.hasNext(); ) {
                if (all.next() == listener) {
                    all.remove();
                    return;
                }
            }
        });
    }

    private void tell(Consumer<PeerListener> what) {
        for (PeerListener listener : new ArrayList<>(listeners)) {
            call(listener, what);
        }
    }

    private static void call(PeerListener listener, Consumer<PeerListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.log(Level.WARNING, "A listener failed; others go on.", e);
        }
    }

    /** No more connections; those there are. */
    synchronized List<PeerConnection> close() {
        closed = true;
        return List.copyOf(connections);
    }

    synchronized List<PeerConnection> all() {
        return List.copyOf(connections);
    }

    synchronized List<PeerConnection> of(PeerId peer) {
        List<PeerConnection> found = new ArrayList<>();
        for (PeerConnection connection : connections) {
            if (connection.peer().equals(peer)) {
                found.add(connection);
            }
        }
        return found;
    }

    /** The connection for new streams with {@code peer}: the oldest that takes any; null if there is none. */
    synchronized @Nullable PeerConnection best(PeerId peer) {
        if (!peers.containsKey(peer)) {
            return null;
        }
        for (PeerConnection connection : connections) {
            if (connection.peer().equals(peer) && connection.isOpen()) {
                return connection;
            }
        }
        return null;
    }

    synchronized @Nullable PeerInfo info(PeerId peer) {
        Known known = peers.get(peer);
        return known == null ? null : known.info;
    }

    synchronized List<PeerInfo> infos() {
        List<PeerInfo> infos = new ArrayList<>();
        for (Known known : peers.values()) {
            if (known.info != null) {
                infos.add(known.info);
            }
        }
        return infos;
    }
}
